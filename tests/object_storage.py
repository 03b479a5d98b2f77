"""An S3-compatible server on this machine, which can be stopped and started again."""

import threading
from pathlib import Path

from moto.server import DomainDispatcherApplication, create_backend_app
from pyarrow import fs
from werkzeug.serving import make_server


class ObjectStorage:
    """Objects in memory, which stay while the server is stopped.

    ``requests`` are those that were answered, as (method, path without the bucket);
    ``fault`` is None, or called with a request: what it returns is answered instead.
    """

    def __init__(self):
        self.application = DomainDispatcherApplication(create_backend_app)
        self.port, self.requests, self.fault = 0, [], None
        self.start()
        system = self.file_system(allow_bucket_creation=True)
        system.create_dir("bucket")

    def __call__(self, environ, start_response):
        request = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        status = self.fault and self.fault(*request, environ["QUERY_STRING"])
        if status:
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start_response(status, [])
            return [b""]
        self.requests.append((request[0], request[1].removeprefix("/bucket/")))
        return self.application(environ, start_response)

    def start(self):
        self.server = make_server("127.0.0.1", self.port, self, threaded=True)
        self.server.RequestHandlerClass.log = lambda *arguments: None
        self.port = self.server.server_port
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.thread.join()

    def stop_for(self, seconds):
        """Stop at once; the timer that is returned starts it again."""
        self.stop()
        timer = threading.Timer(seconds, self.start)
        timer.start()
        return timer

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def file_system(self, **settings):
        return fs.S3FileSystem(
            access_key="key",
            secret_key="secret",
            endpoint_override=self.address,
            scheme="http",
            region="us-east-1",
            **settings,
        )

    def names(self, folder=""):
        """Return the names of the objects below a folder, relative to it."""
        start = f"bucket/{folder}".rstrip("/")
        found = self.file_system().get_file_info(
            fs.FileSelector(start, recursive=True, allow_not_found=True)
        )
        return sorted(each.path[len(start) + 1 :] for each in found if each.is_file)

    def put(self, folder, name):
        """Copy the files of a local folder to one of the bucket."""
        for path in filter(Path.is_file, Path(folder).iterdir()):
            with self.file_system().open_output_stream(
                f"bucket/{name}/{path.name}"
            ) as f:
                f.write(path.read_bytes())

    def get(self, name):
        with self.file_system().open_input_file(f"bucket/{name}") as file:
            return file.read()
