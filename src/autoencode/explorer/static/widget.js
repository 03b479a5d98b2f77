var Nx=Uint8Array.of(65,82,82,79,87,49),Dx=Uint8Array.of(255,255,255,255,0,0,0,0);var hd=Uint8Array;var ud=Uint32Array;var cd=Int32Array,dd=BigInt64Array;var pd=Float64Array;var fd=new pd(2),In=fd.buffer,Ix=new dd(In),Ux=new ud(In),Ox=new cd(In),Fx=new hd(In);var Bx=new TextDecoder("utf-8"),zx=new TextEncoder;var Hx=new Uint16Array(new Uint8Array([1,0]).buffer)[0]===1,Ns="http://www.w3.org/1999/xhtml",Al={svg:"http://www.w3.org/2000/svg",xhtml:Ns,xlink:"http://www.w3.org/1999/xlink",xml:"http://www.w3.org/XML/1998/namespace",xmlns:"http://www.w3.org/2000/xmlns/"};function Un(e){var t=e+="",i=t.indexOf(":");return i>=0&&(t=e.slice(0,i))!=="xmlns"&&(e=e.slice(i+1)),Al.hasOwnProperty(t)?{space:Al[t],local:e}:e}function md(e){return function(){var t=this.ownerDocument,i=this.namespaceURI;return i===Ns&&t.documentElement.namespaceURI===Ns?t.createElement(e):t.createElementNS(i,e)}}function gd(e){return function(){return this.ownerDocument.createElementNS(e.space,e.local)}}function iu(e){var t=Un(e);return(t.local?gd:md)(t)}function _d(){}function Do(e){return e==null?_d:function(){return this.querySelector(e)}}function vd(e){typeof e!="function"&&(e=Do(e));for(var t=this._groups,i=t.length,r=new Array(i),a=0;a<i;++a)for(var n=t[a],s=n.length,o=r[a]=new Array(s),l,h,u=0;u<s;++u)(l=n[u])&&(h=e.call(l,l.__data__,u,n))&&("__data__"in l&&(h.__data__=l.__data__),o[u]=h);return new Ht(r,this._parents)}function Md(e){return e==null?[]:Array.isArray(e)?e:Array.from(e)}function Sd(){return[]}function ru(e){return e==null?Sd:function(){return this.querySelectorAll(e)}}function yd(e){return function(){return Md(e.apply(this,arguments))}}function xd(e){typeof e=="function"?e=yd(e):e=ru(e);for(var t=this._groups,i=t.length,r=[],a=[],n=0;n<i;++n)for(var s=t[n],o=s.length,l,h=0;h<o;++h)(l=s[h])&&(r.push(e.call(l,l.__data__,h,s)),a.push(l));return new Ht(r,a)}function au(e){return function(){return this.matches(e)}}function nu(e){return function(t){return t.matches(e)}}var Ed=Array.prototype.find;function bd(e){return function(){return Ed.call(this.children,e)}}function Td(){return this.firstElementChild}function wd(e){return this.select(e==null?Td:bd(typeof e=="function"?e:nu(e)))}var Ad=Array.prototype.filter;function Rd(){return Array.from(this.children)}function Cd(e){return function(){return Ad.call(this.children,e)}}function Ld(e){return this.selectAll(e==null?Rd:Cd(typeof e=="function"?e:nu(e)))}function Pd(e){typeof e!="function"&&(e=au(e));for(var t=this._groups,i=t.length,r=new Array(i),a=0;a<i;++a)for(var n=t[a],s=n.length,o=r[a]=[],l,h=0;h<s;++h)(l=n[h])&&e.call(l,l.__data__,h,n)&&o.push(l);return new Ht(r,this._parents)}function su(e){return new Array(e.length)}function Nd(){return new Ht(this._enter||this._groups.map(su),this._parents)}function vn(e,t){this.ownerDocument=e.ownerDocument,this.namespaceURI=e.namespaceURI,this._next=null,this._parent=e,this.__data__=t}vn.prototype={constructor:vn,appendChild:function(e){return this._parent.insertBefore(e,this._next)},insertBefore:function(e,t){return this._parent.insertBefore(e,t)},querySelector:function(e){return this._parent.querySelector(e)},querySelectorAll:function(e){return this._parent.querySelectorAll(e)}};function Dd(e){return function(){return e}}function Id(e,t,i,r,a,n){for(var s=0,o,l=t.length,h=n.length;s<h;++s)(o=t[s])?(o.__data__=n[s],r[s]=o):i[s]=new vn(e,n[s]);for(;s<l;++s)(o=t[s])&&(a[s]=o)}function Ud(e,t,i,r,a,n,s){var o,l,h=new Map,u=t.length,d=n.length,c=new Array(u),f;for(o=0;o<u;++o)(l=t[o])&&(c[o]=f=s.call(l,l.__data__,o,t)+"",h.has(f)?a[o]=l:h.set(f,l));for(o=0;o<d;++o)f=s.call(e,n[o],o,n)+"",(l=h.get(f))?(r[o]=l,l.__data__=n[o],h.delete(f)):i[o]=new vn(e,n[o]);for(o=0;o<u;++o)(l=t[o])&&h.get(c[o])===l&&(a[o]=l)}function Od(e){return e.__data__}function Fd(e,t){if(!arguments.length)return Array.from(this,Od);var i=t?Ud:Id,r=this._parents,a=this._groups;typeof e!="function"&&(e=Dd(e));for(var n=a.length,s=new Array(n),o=new Array(n),l=new Array(n),h=0;h<n;++h){var u=r[h],d=a[h],c=d.length,f=Bd(e.call(u,u&&u.__data__,h,r)),M=f.length,S=o[h]=new Array(M),g=s[h]=new Array(M),p=l[h]=new Array(c);i(u,d,S,g,p,f,t);for(var T=0,A=0,E,w;T<M;++T)if(E=S[T]){for(T>=A&&(A=T+1);!(w=g[A])&&++A<M;);E._next=w||null}}return s=new Ht(s,r),s._enter=o,s._exit=l,s}function Bd(e){return typeof e=="object"&&"length"in e?e:Array.from(e)}function zd(){return new Ht(this._exit||this._groups.map(su),this._parents)}function Hd(e,t,i){var r=this.enter(),a=this,n=this.exit();return typeof e=="function"?(r=e(r),r&&(r=r.selection())):r=r.append(e+""),t!=null&&(a=t(a),a&&(a=a.selection())),i==null?n.remove():i(n),r&&a?r.merge(a).order():a}function Vd(e){for(var t=e.selection?e.selection():e,i=this._groups,r=t._groups,a=i.length,n=r.length,s=Math.min(a,n),o=new Array(a),l=0;l<s;++l)for(var h=i[l],u=r[l],d=h.length,c=o[l]=new Array(d),f,M=0;M<d;++M)(f=h[M]||u[M])&&(c[M]=f);for(;l<a;++l)o[l]=i[l];return new Ht(o,this._parents)}function kd(){for(var e=this._groups,t=-1,i=e.length;++t<i;)for(var r=e[t],a=r.length-1,n=r[a],s;--a>=0;)(s=r[a])&&(n&&s.compareDocumentPosition(n)^4&&n.parentNode.insertBefore(s,n),n=s);return this}function Gd(e){e||(e=Wd);function t(d,c){return d&&c?e(d.__data__,c.__data__):!d-!c}for(var i=this._groups,r=i.length,a=new Array(r),n=0;n<r;++n){for(var s=i[n],o=s.length,l=a[n]=new Array(o),h,u=0;u<o;++u)(h=s[u])&&(l[u]=h);l.sort(t)}return new Ht(a,this._parents).order()}function Wd(e,t){return e<t?-1:e>t?1:e>=t?0:NaN}function Xd(){var e=arguments[0];return arguments[0]=this,e.apply(null,arguments),this}function jd(){return Array.from(this)}function Yd(){for(var e=this._groups,t=0,i=e.length;t<i;++t)for(var r=e[t],a=0,n=r.length;a<n;++a){var s=r[a];if(s)return s}return null}function qd(){let e=0;for(let t of this)++e;return e}function Kd(){return!this.node()}function Zd(e){for(var t=this._groups,i=0,r=t.length;i<r;++i)for(var a=t[i],n=0,s=a.length,o;n<s;++n)(o=a[n])&&e.call(o,o.__data__,n,a);return this}function $d(e){return function(){this.removeAttribute(e)}}function Jd(e){return function(){this.removeAttributeNS(e.space,e.local)}}function Qd(e,t){return function(){this.setAttribute(e,t)}}function ep(e,t){return function(){this.setAttributeNS(e.space,e.local,t)}}function tp(e,t){return function(){var i=t.apply(this,arguments);i==null?this.removeAttribute(e):this.setAttribute(e,i)}}function ip(e,t){return function(){var i=t.apply(this,arguments);i==null?this.removeAttributeNS(e.space,e.local):this.setAttributeNS(e.space,e.local,i)}}function rp(e,t){var i=Un(e);if(arguments.length<2){var r=this.node();return i.local?r.getAttributeNS(i.space,i.local):r.getAttribute(i)}return this.each((t==null?i.local?Jd:$d:typeof t=="function"?i.local?ip:tp:i.local?ep:Qd)(i,t))}function ou(e){return e.ownerDocument&&e.ownerDocument.defaultView||e.document&&e||e.defaultView}function ap(e){return function(){this.style.removeProperty(e)}}function np(e,t,i){return function(){this.style.setProperty(e,t,i)}}function sp(e,t,i){return function(){var r=t.apply(this,arguments);r==null?this.style.removeProperty(e):this.style.setProperty(e,r,i)}}function op(e,t,i){return arguments.length>1?this.each((t==null?ap:typeof t=="function"?sp:np)(e,t,i??"")):Ir(this.node(),e)}function Ir(e,t){return e.style.getPropertyValue(t)||ou(e).getComputedStyle(e,null).getPropertyValue(t)}function lp(e){return function(){delete this[e]}}function hp(e,t){return function(){this[e]=t}}function up(e,t){return function(){var i=t.apply(this,arguments);i==null?delete this[e]:this[e]=i}}function cp(e,t){return arguments.length>1?this.each((t==null?lp:typeof t=="function"?up:hp)(e,t)):this.node()[e]}function lu(e){return e.trim().split(/^|\s+/)}function Io(e){return e.classList||new hu(e)}function hu(e){this._node=e,this._names=lu(e.getAttribute("class")||"")}hu.prototype={add:function(e){var t=this._names.indexOf(e);t<0&&(this._names.push(e),this._node.setAttribute("class",this._names.join(" ")))},remove:function(e){var t=this._names.indexOf(e);t>=0&&(this._names.splice(t,1),this._node.setAttribute("class",this._names.join(" ")))},contains:function(e){return this._names.indexOf(e)>=0}};function uu(e,t){for(var i=Io(e),r=-1,a=t.length;++r<a;)i.add(t[r])}function cu(e,t){for(var i=Io(e),r=-1,a=t.length;++r<a;)i.remove(t[r])}function dp(e){return function(){uu(this,e)}}function pp(e){return function(){cu(this,e)}}function fp(e,t){return function(){(t.apply(this,arguments)?uu:cu)(this,e)}}function mp(e,t){var i=lu(e+"");if(arguments.length<2){for(var r=Io(this.node()),a=-1,n=i.length;++a<n;)if(!r.contains(i[a]))return!1;return!0}return this.each((typeof t=="function"?fp:t?dp:pp)(i,t))}function gp(){this.textContent=""}function _p(e){return function(){this.textContent=e}}function vp(e){return function(){var t=e.apply(this,arguments);this.textContent=t??""}}function Mp(e){return arguments.length?this.each(e==null?gp:(typeof e=="function"?vp:_p)(e)):this.node().textContent}function Sp(){this.innerHTML=""}function yp(e){return function(){this.innerHTML=e}}function xp(e){return function(){var t=e.apply(this,arguments);this.innerHTML=t??""}}function Ep(e){return arguments.length?this.each(e==null?Sp:(typeof e=="function"?xp:yp)(e)):this.node().innerHTML}function bp(){this.nextSibling&&this.parentNode.appendChild(this)}function Tp(){return this.each(bp)}function wp(){this.previousSibling&&this.parentNode.insertBefore(this,this.parentNode.firstChild)}function Ap(){return this.each(wp)}function Rp(e){var t=typeof e=="function"?e:iu(e);return this.select(function(){return this.appendChild(t.apply(this,arguments))})}function Cp(){return null}function Lp(e,t){var i=typeof e=="function"?e:iu(e),r=t==null?Cp:typeof t=="function"?t:Do(t);return this.select(function(){return this.insertBefore(i.apply(this,arguments),r.apply(this,arguments)||null)})}function Pp(){var e=this.parentNode;e&&e.removeChild(this)}function Np(){return this.each(Pp)}function Dp(){var e=this.cloneNode(!1),t=this.parentNode;return t?t.insertBefore(e,this.nextSibling):e}function Ip(){var e=this.cloneNode(!0),t=this.parentNode;return t?t.insertBefore(e,this.nextSibling):e}function Up(e){return this.select(e?Ip:Dp)}function Op(e){return arguments.length?this.property("__data__",e):this.node().__data__}function Fp(e){return function(t){e.call(this,t,this.__data__)}}function Bp(e){return e.trim().split(/^|\s+/).map(function(t){var i="",r=t.indexOf(".");return r>=0&&(i=t.slice(r+1),t=t.slice(0,r)),{type:t,name:i}})}function zp(e){return function(){var t=this.__on;if(t){for(var i=0,r=-1,a=t.length,n;i<a;++i)n=t[i],(!e.type||n.type===e.type)&&n.name===e.name?this.removeEventListener(n.type,n.listener,n.options):t[++r]=n;++r?t.length=r:delete this.__on}}}function Hp(e,t,i){return function(){var r=this.__on,a,n=Fp(t);if(r){for(var s=0,o=r.length;s<o;++s)if((a=r[s]).type===e.type&&a.name===e.name){this.removeEventListener(a.type,a.listener,a.options),this.addEventListener(a.type,a.listener=n,a.options=i),a.value=t;return}}this.addEventListener(e.type,n,i),a={type:e.type,name:e.name,value:t,listener:n,options:i},r?r.push(a):this.__on=[a]}}function Vp(e,t,i){var r=Bp(e+""),a,n=r.length,s;if(arguments.length<2){var o=this.node().__on;if(o){for(var l=0,h=o.length,u;l<h;++l)for(a=0,u=o[l];a<n;++a)if((s=r[a]).type===u.type&&s.name===u.name)return u.value}return}for(o=t?Hp:zp,a=0;a<n;++a)this.each(o(r[a],t,i));return this}function du(e,t,i){var r=ou(e),a=r.CustomEvent;typeof a=="function"?a=new a(t,i):(a=r.document.createEvent("Event"),i?(a.initEvent(t,i.bubbles,i.cancelable),a.detail=i.detail):a.initEvent(t,!1,!1)),e.dispatchEvent(a)}function kp(e,t){return function(){return du(this,e,t)}}function Gp(e,t){return function(){return du(this,e,t.apply(this,arguments))}}function Wp(e,t){return this.each((typeof t=="function"?Gp:kp)(e,t))}function*Xp(){for(var e=this._groups,t=0,i=e.length;t<i;++t)for(var r=e[t],a=0,n=r.length,s;a<n;++a)(s=r[a])&&(yield s)}var pu=[null];function Ht(e,t){this._groups=e,this._parents=t}function Gr(){return new Ht([[document.documentElement]],pu)}function jp(){return this}Ht.prototype=Gr.prototype={constructor:Ht,select:vd,selectAll:xd,selectChild:wd,selectChildren:Ld,filter:Pd,data:Fd,enter:Nd,exit:zd,join:Hd,merge:Vd,selection:jp,order:kd,sort:Gd,call:Xd,nodes:jd,node:Yd,size:qd,empty:Kd,each:Zd,attr:rp,style:op,property:cp,classed:mp,text:Mp,html:Ep,raise:Tp,lower:Ap,append:Rp,insert:Lp,remove:Np,clone:Up,datum:Op,on:Vp,dispatch:Wp,[Symbol.iterator]:Xp};function zt(e){return typeof e=="string"?new Ht([[document.querySelector(e)]],[document.documentElement]):new Ht([[e]],pu)}var Yp=0;function qp(){return new Ds}function Ds(){this._="@"+(++Yp).toString(36)}Ds.prototype=qp.prototype={constructor:Ds,get:function(e){for(var t=this._;!(t in e);)if(!(e=e.parentNode))return;return e[t]},set:function(e,t){return e[this._]=t},remove:function(e){return this._ in e&&delete e[this._]},toString:function(){return this._}};function Kp(e){let t;for(;t=e.sourceEvent;)e=t;return e}function Zt(e,t){if(e=Kp(e),t===void 0&&(t=e.currentTarget),t){var i=t.ownerSVGElement||t;if(i.createSVGPoint){var r=i.createSVGPoint();return r.x=e.clientX,r.y=e.clientY,r=r.matrixTransform(t.getScreenCTM().inverse()),[r.x,r.y]}if(t.getBoundingClientRect){var a=t.getBoundingClientRect();return[e.clientX-a.left-t.clientLeft,e.clientY-a.top-t.clientTop]}}return[e.pageX,e.pageY]}var Zp={value:()=>{}};function Uo(){for(var e=0,t=arguments.length,i={},r;e<t;++e){if(!(r=arguments[e]+"")||r in i||/[\s.]/.test(r))throw new Error("illegal type: "+r);i[r]=[]}return new nn(i)}function nn(e){this._=e}function $p(e,t){return e.trim().split(/^|\s+/).map(function(i){var r="",a=i.indexOf(".");if(a>=0&&(r=i.slice(a+1),i=i.slice(0,a)),i&&!t.hasOwnProperty(i))throw new Error("unknown type: "+i);return{type:i,name:r}})}nn.prototype=Uo.prototype={constructor:nn,on:function(e,t){var i=this._,r=$p(e+"",i),a,n=-1,s=r.length;if(arguments.length<2){for(;++n<s;)if((a=(e=r[n]).type)&&(a=Jp(i[a],e.name)))return a;return}if(t!=null&&typeof t!="function")throw new Error("invalid callback: "+t);for(;++n<s;)if(a=(e=r[n]).type)i[a]=Rl(i[a],e.name,t);else if(t==null)for(a in i)i[a]=Rl(i[a],e.name,null);return this},copy:function(){var e={},t=this._;for(var i in t)e[i]=t[i].slice();return new nn(e)},call:function(e,t){if((a=arguments.length-2)>0)for(var i=new Array(a),r=0,a,n;r<a;++r)i[r]=arguments[r+2];if(!this._.hasOwnProperty(e))throw new Error("unknown type: "+e);for(n=this._[e],r=0,a=n.length;r<a;++r)n[r].value.apply(t,i)},apply:function(e,t,i){if(!this._.hasOwnProperty(e))throw new Error("unknown type: "+e);for(var r=this._[e],a=0,n=r.length;a<n;++a)r[a].value.apply(t,i)}};function Jp(e,t){for(var i=0,r=e.length,a;i<r;++i)if((a=e[i]).name===t)return a.value}function Rl(e,t,i){for(var r=0,a=e.length;r<a;++r)if(e[r].name===t){e[r]=Zp,e=e.slice(0,r).concat(e.slice(r+1));break}return i!=null&&e.push({name:t,value:i}),e}var Is={capture:!0,passive:!1};function Us(e){e.preventDefault(),e.stopImmediatePropagation()}function Qp(e){var t=e.document.documentElement,i=zt(e).on("dragstart.drag",Us,Is);"onselectstart"in t?i.on("selectstart.drag",Us,Is):(t.__noselect=t.style.MozUserSelect,t.style.MozUserSelect="none")}function ef(e,t){var i=e.document.documentElement,r=zt(e).on("dragstart.drag",null);t&&(r.on("click.drag",Us,Is),setTimeout(function(){r.on("click.drag",null)},0)),"onselectstart"in i?r.on("selectstart.drag",null):(i.style.MozUserSelect=i.__noselect,delete i.__noselect)}function tf(e,{sourceEvent:t,subject:i,target:r,identifier:a,active:n,x:s,y:o,dx:l,dy:h,dispatch:u}){Object.defineProperties(this,{type:{value:e,enumerable:!0,configurable:!0},sourceEvent:{value:t,enumerable:!0,configurable:!0},subject:{value:i,enumerable:!0,configurable:!0},target:{value:r,enumerable:!0,configurable:!0},identifier:{value:a,enumerable:!0,configurable:!0},active:{value:n,enumerable:!0,configurable:!0},x:{value:s,enumerable:!0,configurable:!0},y:{value:o,enumerable:!0,configurable:!0},dx:{value:l,enumerable:!0,configurable:!0},dy:{value:h,enumerable:!0,configurable:!0},_:{value:u}})}tf.prototype.on=function(){var e=this._.on.apply(this._,arguments);return e===this._?this:e};function Wr(e,t,i){e.prototype=t.prototype=i,i.constructor=e}function va(e,t){var i=Object.create(e.prototype);for(var r in t)i[r]=t[r];return i}function Yi(){}var sr=.7,Ur=1/sr,Cr="\\s*([+-]?\\d+)\\s*",ha="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*",oi="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*",rf=/^#([0-9a-f]{3,8})$/,af=new RegExp(`^rgb\\(${Cr},${Cr},${Cr}\\)$`),nf=new RegExp(`^rgb\\(${oi},${oi},${oi}\\)$`),sf=new RegExp(`^rgba\\(${Cr},${Cr},${Cr},${ha}\\)$`),of=new RegExp(`^rgba\\(${oi},${oi},${oi},${ha}\\)$`),lf=new RegExp(`^hsl\\(${ha},${oi},${oi}\\)$`),hf=new RegExp(`^hsla\\(${ha},${oi},${oi},${ha}\\)$`),Cl={aliceblue:15792383,antiquewhite:16444375,aqua:65535,aquamarine:8388564,azure:15794175,beige:16119260,bisque:16770244,black:0,blanchedalmond:16772045,blue:255,blueviolet:9055202,brown:10824234,burlywood:14596231,cadetblue:6266528,chartreuse:8388352,chocolate:13789470,coral:16744272,cornflowerblue:6591981,cornsilk:16775388,crimson:14423100,cyan:65535,darkblue:139,darkcyan:35723,darkgoldenrod:12092939,darkgray:11119017,darkgreen:25600,darkgrey:11119017,darkkhaki:12433259,darkmagenta:9109643,darkolivegreen:5597999,darkorange:16747520,darkorchid:10040012,darkred:9109504,darksalmon:15308410,darkseagreen:9419919,darkslateblue:4734347,darkslategray:3100495,darkslategrey:3100495,darkturquoise:52945,darkviolet:9699539,deeppink:16716947,deepskyblue:49151,dimgray:6908265,dimgrey:6908265,dodgerblue:2003199,firebrick:11674146,floralwhite:16775920,forestgreen:2263842,fuchsia:16711935,gainsboro:14474460,ghostwhite:16316671,gold:16766720,goldenrod:14329120,gray:8421504,green:32768,greenyellow:11403055,grey:8421504,honeydew:15794160,hotpink:16738740,indianred:13458524,indigo:4915330,ivory:16777200,khaki:15787660,lavender:15132410,lavenderblush:16773365,lawngreen:8190976,lemonchiffon:16775885,lightblue:11393254,lightcoral:15761536,lightcyan:14745599,lightgoldenrodyellow:16448210,lightgray:13882323,lightgreen:9498256,lightgrey:13882323,lightpink:16758465,lightsalmon:16752762,lightseagreen:2142890,lightskyblue:8900346,lightslategray:7833753,lightslategrey:7833753,lightsteelblue:11584734,lightyellow:16777184,lime:65280,limegreen:3329330,linen:16445670,magenta:16711935,maroon:8388608,mediumaquamarine:6737322,mediumblue:205,mediumorchid:12211667,mediumpurple:9662683,mediumseagreen:3978097,mediumslateblue:8087790,mediumspringgreen:64154,mediumturquoise:4772300,mediumvioletred:13047173,midnightblue:1644912,mintcream:16121850,mistyrose:16770273,moccasin:16770229,navajowhite:16768685,navy:128,oldlace:16643558,olive:8421376,olivedrab:7048739,orange:16753920,orangered:16729344,orchid:14315734,palegoldenrod:15657130,palegreen:10025880,paleturquoise:11529966,palevioletred:14381203,papayawhip:16773077,peachpuff:16767673,peru:13468991,pink:16761035,plum:14524637,powderblue:11591910,purple:8388736,rebeccapurple:6697881,red:16711680,rosybrown:12357519,royalblue:4286945,saddlebrown:9127187,salmon:16416882,sandybrown:16032864,seagreen:3050327,seashell:16774638,sienna:10506797,silver:12632256,skyblue:8900331,slateblue:6970061,slategray:7372944,slategrey:7372944,snow:16775930,springgreen:65407,steelblue:4620980,tan:13808780,teal:32896,thistle:14204888,tomato:16737095,turquoise:4251856,violet:15631086,wheat:16113331,white:16777215,whitesmoke:16119285,yellow:16776960,yellowgreen:10145074};Wr(Yi,ua,{copy(e){return Object.assign(new this.constructor,this,e)},displayable(){return this.rgb().displayable()},hex:Ll,formatHex:Ll,formatHex8:uf,formatHsl:cf,formatRgb:Pl,toString:Pl});function Ll(){return this.rgb().formatHex()}function uf(){return this.rgb().formatHex8()}function cf(){return fu(this).formatHsl()}function Pl(){return this.rgb().formatRgb()}function ua(e){var t,i;return e=(e+"").trim().toLowerCase(),(t=rf.exec(e))?(i=t[1].length,t=parseInt(t[1],16),i===6?Nl(t):i===3?new mt(t>>8&15|t>>4&240,t>>4&15|t&240,(t&15)<<4|t&15,1):i===8?Aa(t>>24&255,t>>16&255,t>>8&255,(t&255)/255):i===4?Aa(t>>12&15|t>>8&240,t>>8&15|t>>4&240,t>>4&15|t&240,((t&15)<<4|t&15)/255):null):(t=af.exec(e))?new mt(t[1],t[2],t[3],1):(t=nf.exec(e))?new mt(t[1]*255/100,t[2]*255/100,t[3]*255/100,1):(t=sf.exec(e))?Aa(t[1],t[2],t[3],t[4]):(t=of.exec(e))?Aa(t[1]*255/100,t[2]*255/100,t[3]*255/100,t[4]):(t=lf.exec(e))?Ul(t[1],t[2]/100,t[3]/100,1):(t=hf.exec(e))?Ul(t[1],t[2]/100,t[3]/100,t[4]):Cl.hasOwnProperty(e)?Nl(Cl[e]):e==="transparent"?new mt(NaN,NaN,NaN,0):null}function Nl(e){return new mt(e>>16&255,e>>8&255,e&255,1)}function Aa(e,t,i,r){return r<=0&&(e=t=i=NaN),new mt(e,t,i,r)}function Oo(e){return e instanceof Yi||(e=ua(e)),e?(e=e.rgb(),new mt(e.r,e.g,e.b,e.opacity)):new mt}function Mn(e,t,i,r){return arguments.length===1?Oo(e):new mt(e,t,i,r??1)}function mt(e,t,i,r){this.r=+e,this.g=+t,this.b=+i,this.opacity=+r}Wr(mt,Mn,va(Yi,{brighter(e){return e=e==null?Ur:Math.pow(Ur,e),new mt(this.r*e,this.g*e,this.b*e,this.opacity)},darker(e){return e=e==null?sr:Math.pow(sr,e),new mt(this.r*e,this.g*e,this.b*e,this.opacity)},rgb(){return this},clamp(){return new mt(ar(this.r),ar(this.g),ar(this.b),Sn(this.opacity))},displayable(){return-.5<=this.r&&this.r<255.5&&-.5<=this.g&&this.g<255.5&&-.5<=this.b&&this.b<255.5&&0<=this.opacity&&this.opacity<=1},hex:Dl,formatHex:Dl,formatHex8:df,formatRgb:Il,toString:Il}));function Dl(){return`#${rr(this.r)}${rr(this.g)}${rr(this.b)}`}function df(){return`#${rr(this.r)}${rr(this.g)}${rr(this.b)}${rr((isNaN(this.opacity)?1:this.opacity)*255)}`}function Il(){let e=Sn(this.opacity);return`${e===1?"rgb(":"rgba("}${ar(this.r)}, ${ar(this.g)}, ${ar(this.b)}${e===1?")":`, ${e})`}`}function Sn(e){return isNaN(e)?1:Math.max(0,Math.min(1,e))}function ar(e){return Math.max(0,Math.min(255,Math.round(e)||0))}function rr(e){return e=ar(e),(e<16?"0":"")+e.toString(16)}function Ul(e,t,i,r){return r<=0?e=t=i=NaN:i<=0||i>=1?e=t=NaN:t<=0&&(e=NaN),new $t(e,t,i,r)}function fu(e){if(e instanceof $t)return new $t(e.h,e.s,e.l,e.opacity);if(e instanceof Yi||(e=ua(e)),!e)return new $t;if(e instanceof $t)return e;e=e.rgb();var t=e.r/255,i=e.g/255,r=e.b/255,a=Math.min(t,i,r),n=Math.max(t,i,r),s=NaN,o=n-a,l=(n+a)/2;return o?(t===n?s=(i-r)/o+(i<r)*6:i===n?s=(r-t)/o+2:s=(t-i)/o+4,o/=l<.5?n+a:2-n-a,s*=60):o=l>0&&l<1?0:s,new $t(s,o,l,e.opacity)}function Os(e,t,i,r){return arguments.length===1?fu(e):new $t(e,t,i,r??1)}function $t(e,t,i,r){this.h=+e,this.s=+t,this.l=+i,this.opacity=+r}Wr($t,Os,va(Yi,{brighter(e){return e=e==null?Ur:Math.pow(Ur,e),new $t(this.h,this.s,this.l*e,this.opacity)},darker(e){return e=e==null?sr:Math.pow(sr,e),new $t(this.h,this.s,this.l*e,this.opacity)},rgb(){var e=this.h%360+(this.h<0)*360,t=isNaN(e)||isNaN(this.s)?0:this.s,i=this.l,r=i+(i<.5?i:1-i)*t,a=2*i-r;return new mt($n(e>=240?e-240:e+120,a,r),$n(e,a,r),$n(e<120?e+240:e-120,a,r),this.opacity)},clamp(){return new $t(Ol(this.h),Ra(this.s),Ra(this.l),Sn(this.opacity))},displayable(){return(0<=this.s&&this.s<=1||isNaN(this.s))&&0<=this.l&&this.l<=1&&0<=this.opacity&&this.opacity<=1},formatHsl(){let e=Sn(this.opacity);return`${e===1?"hsl(":"hsla("}${Ol(this.h)}, ${Ra(this.s)*100}%, ${Ra(this.l)*100}%${e===1?")":`, ${e})`}`}}));function Ol(e){return e=(e||0)%360,e<0?e+360:e}function Ra(e){return Math.max(0,Math.min(1,e||0))}function $n(e,t,i){return(e<60?t+(i-t)*e/60:e<180?i:e<240?t+(i-t)*(240-e)/60:t)*255}var mu=Math.PI/180,gu=180/Math.PI,yn=18,_u=.96422,vu=1,Mu=.82521,Su=4/29,Lr=6/29,yu=3*Lr*Lr,pf=Lr*Lr*Lr;function xu(e){if(e instanceof li)return new li(e.l,e.a,e.b,e.opacity);if(e instanceof Ti)return Eu(e);e instanceof mt||(e=Oo(e));var t=ts(e.r),i=ts(e.g),r=ts(e.b),a=Jn((.2225045*t+.7168786*i+.0606169*r)/vu),n,s;return t===i&&i===r?n=s=a:(n=Jn((.4360747*t+.3850649*i+.1430804*r)/_u),s=Jn((.0139322*t+.0971045*i+.7141733*r)/Mu)),new li(116*a-16,500*(n-a),200*(a-s),e.opacity)}function ff(e,t,i,r){return arguments.length===1?xu(e):new li(e,t,i,r??1)}function li(e,t,i,r){this.l=+e,this.a=+t,this.b=+i,this.opacity=+r}Wr(li,ff,va(Yi,{brighter(e){return new li(this.l+yn*(e??1),this.a,this.b,this.opacity)},darker(e){return new li(this.l-yn*(e??1),this.a,this.b,this.opacity)},rgb(){var e=(this.l+16)/116,t=isNaN(this.a)?e:e+this.a/500,i=isNaN(this.b)?e:e-this.b/200;return t=_u*Qn(t),e=vu*Qn(e),i=Mu*Qn(i),new mt(es(3.1338561*t-1.6168667*e-.4906146*i),es(-.9787684*t+1.9161415*e+.033454*i),es(.0719453*t-.2289914*e+1.4052427*i),this.opacity)}}));function Jn(e){return e>pf?Math.pow(e,1/3):e/yu+Su}function Qn(e){return e>Lr?e*e*e:yu*(e-Su)}function es(e){return 255*(e<=.0031308?12.92*e:1.055*Math.pow(e,1/2.4)-.055)}function ts(e){return(e/=255)<=.04045?e/12.92:Math.pow((e+.055)/1.055,2.4)}function mf(e){if(e instanceof Ti)return new Ti(e.h,e.c,e.l,e.opacity);if(e instanceof li||(e=xu(e)),e.a===0&&e.b===0)return new Ti(NaN,0<e.l&&e.l<100?0:NaN,e.l,e.opacity);var t=Math.atan2(e.b,e.a)*gu;return new Ti(t<0?t+360:t,Math.sqrt(e.a*e.a+e.b*e.b),e.l,e.opacity)}function Fs(e,t,i,r){return arguments.length===1?mf(e):new Ti(e,t,i,r??1)}function Ti(e,t,i,r){this.h=+e,this.c=+t,this.l=+i,this.opacity=+r}function Eu(e){if(isNaN(e.h))return new li(e.l,0,0,e.opacity);var t=e.h*mu;return new li(e.l,Math.cos(t)*e.c,Math.sin(t)*e.c,e.opacity)}Wr(Ti,Fs,va(Yi,{brighter(e){return new Ti(this.h,this.c,this.l+yn*(e??1),this.opacity)},darker(e){return new Ti(this.h,this.c,this.l-yn*(e??1),this.opacity)},rgb(){return Eu(this).rgb()}}));var bu=-.14861,Fo=1.78277,Bo=-.29227,On=-.90649,ca=1.97294,Fl=ca*On,Bl=ca*Fo,zl=Fo*Bo-On*bu;function gf(e){if(e instanceof nr)return new nr(e.h,e.s,e.l,e.opacity);e instanceof mt||(e=Oo(e));var t=e.r/255,i=e.g/255,r=e.b/255,a=(zl*r+Fl*t-Bl*i)/(zl+Fl-Bl),n=r-a,s=(ca*(i-a)-Bo*n)/On,o=Math.sqrt(s*s+n*n)/(ca*a*(1-a)),l=o?Math.atan2(s,n)*gu-120:NaN;return new nr(l<0?l+360:l,o,a,e.opacity)}function Bs(e,t,i,r){return arguments.length===1?gf(e):new nr(e,t,i,r??1)}function nr(e,t,i,r){this.h=+e,this.s=+t,this.l=+i,this.opacity=+r}Wr(nr,Bs,va(Yi,{brighter(e){return e=e==null?Ur:Math.pow(Ur,e),new nr(this.h,this.s,this.l*e,this.opacity)},darker(e){return e=e==null?sr:Math.pow(sr,e),new nr(this.h,this.s,this.l*e,this.opacity)},rgb(){var e=isNaN(this.h)?0:(this.h+120)*mu,t=+this.l,i=isNaN(this.s)?0:this.s*t*(1-t),r=Math.cos(e),a=Math.sin(e);return new mt(255*(t+i*(bu*r+Fo*a)),255*(t+i*(Bo*r+On*a)),255*(t+i*(ca*r)),this.opacity)}}));function Tu(e,t,i,r,a){var n=e*e,s=n*e;return((1-3*e+3*n-s)*t+(4-6*n+3*s)*i+(1+3*e+3*n-3*s)*r+s*a)/6}function _f(e){var t=e.length-1;return function(i){var r=i<=0?i=0:i>=1?(i=1,t-1):Math.floor(i*t),a=e[r],n=e[r+1],s=r>0?e[r-1]:2*a-n,o=r<t-1?e[r+2]:2*n-a;return Tu((i-r/t)*t,s,a,n,o)}}function vf(e){var t=e.length;return function(i){var r=Math.floor(((i%=1)<0?++i:i)*t),a=e[(r+t-1)%t],n=e[r%t],s=e[(r+1)%t],o=e[(r+2)%t];return Tu((i-r/t)*t,a,n,s,o)}}var zo=e=>()=>e;function wu(e,t){return function(i){return e+i*t}}function Mf(e,t,i){return e=Math.pow(e,i),t=Math.pow(t,i)-e,i=1/i,function(r){return Math.pow(e+r*t,i)}}function Ho(e,t){var i=t-e;return i?wu(e,i>180||i<-180?i-360*Math.round(i/360):i):zo(isNaN(e)?t:e)}function Sf(e){return(e=+e)==1?It:function(t,i){return i-t?Mf(t,i,e):zo(isNaN(t)?i:t)}}function It(e,t){var i=t-e;return i?wu(e,i):zo(isNaN(e)?t:e)}var Hl=(function e(t){var i=Sf(t);function r(a,n){var s=i((a=Mn(a)).r,(n=Mn(n)).r),o=i(a.g,n.g),l=i(a.b,n.b),h=It(a.opacity,n.opacity);return function(u){return a.r=s(u),a.g=o(u),a.b=l(u),a.opacity=h(u),a+""}}return r.gamma=e,r})(1);function Au(e){return function(t){var i=t.length,r=new Array(i),a=new Array(i),n=new Array(i),s,o;for(s=0;s<i;++s)o=Mn(t[s]),r[s]=o.r||0,a[s]=o.g||0,n[s]=o.b||0;return r=e(r),a=e(a),n=e(n),o.opacity=1,function(l){return o.r=r(l),o.g=a(l),o.b=n(l),o+""}}}var Vx=Au(_f),kx=Au(vf);function ki(e,t){return e=+e,t=+t,function(i){return e*(1-i)+t*i}}var zs=/[-+]?(?:\d+\.?\d*|\.?\d+)(?:[eE][-+]?\d+)?/g,is=new RegExp(zs.source,"g");function yf(e){return function(){return e}}function xf(e){return function(t){return e(t)+""}}function Ef(e,t){var i=zs.lastIndex=is.lastIndex=0,r,a,n,s=-1,o=[],l=[];for(e=e+"",t=t+"";(r=zs.exec(e))&&(a=is.exec(t));)(n=a.index)>i&&(n=t.slice(i,n),o[s]?o[s]+=n:o[++s]=n),(r=r[0])===(a=a[0])?o[s]?o[s]+=a:o[++s]=a:(o[++s]=null,l.push({i:s,x:ki(r,a)})),i=is.lastIndex;return i<t.length&&(n=t.slice(i),o[s]?o[s]+=n:o[++s]=n),o.length<2?l[0]?xf(l[0].x):yf(t):(t=l.length,function(h){for(var u=0,d;u<t;++u)o[(d=l[u]).i]=d.x(h);return o.join("")})}var Vl=180/Math.PI,Ru={translateX:0,translateY:0,rotate:0,skewX:0,scaleX:1,scaleY:1};function Cu(e,t,i,r,a,n){var s,o,l;return(s=Math.sqrt(e*e+t*t))&&(e/=s,t/=s),(l=e*i+t*r)&&(i-=e*l,r-=t*l),(o=Math.sqrt(i*i+r*r))&&(i/=o,r/=o,l/=o),e*r<t*i&&(e=-e,t=-t,l=-l,s=-s),{translateX:a,translateY:n,rotate:Math.atan2(t,e)*Vl,skewX:Math.atan(l)*Vl,scaleX:s,scaleY:o}}var Ca;function bf(e){let t=new(typeof DOMMatrix=="function"?DOMMatrix:WebKitCSSMatrix)(e+"");return t.isIdentity?Ru:Cu(t.a,t.b,t.c,t.d,t.e,t.f)}function Tf(e){return e==null||(Ca||(Ca=document.createElementNS("http://www.w3.org/2000/svg","g")),Ca.setAttribute("transform",e),!(e=Ca.transform.baseVal.consolidate()))?Ru:(e=e.matrix,Cu(e.a,e.b,e.c,e.d,e.e,e.f))}function Lu(e,t,i,r){function a(h){return h.length?h.pop()+" ":""}function n(h,u,d,c,f,M){if(h!==d||u!==c){var S=f.push("translate(",null,t,null,i);M.push({i:S-4,x:ki(h,d)},{i:S-2,x:ki(u,c)})}else(d||c)&&f.push("translate("+d+t+c+i)}function s(h,u,d,c){h!==u?(h-u>180?u+=360:u-h>180&&(h+=360),c.push({i:d.push(a(d)+"rotate(",null,r)-2,x:ki(h,u)})):u&&d.push(a(d)+"rotate("+u+r)}function o(h,u,d,c){h!==u?c.push({i:d.push(a(d)+"skewX(",null,r)-2,x:ki(h,u)}):u&&d.push(a(d)+"skewX("+u+r)}function l(h,u,d,c,f,M){if(h!==d||u!==c){var S=f.push(a(f)+"scale(",null,",",null,")");M.push({i:S-4,x:ki(h,d)},{i:S-2,x:ki(u,c)})}else(d!==1||c!==1)&&f.push(a(f)+"scale("+d+","+c+")")}return function(h,u){var d=[],c=[];return h=e(h),u=e(u),n(h.translateX,h.translateY,u.translateX,u.translateY,d,c),s(h.rotate,u.rotate,d,c),o(h.skewX,u.skewX,d,c),l(h.scaleX,h.scaleY,u.scaleX,u.scaleY,d,c),h=u=null,function(f){for(var M=-1,S=c.length,g;++M<S;)d[(g=c[M]).i]=g.x(f);return d.join("")}}}var wf=Lu(bf,"px, ","px)","deg)"),Af=Lu(Tf,", ",")",")"),Rf=1e-12;function kl(e){return((e=Math.exp(e))+1/e)/2}function Cf(e){return((e=Math.exp(e))-1/e)/2}function Lf(e){return((e=Math.exp(2*e))-1)/(e+1)}var Pf=(function e(t,i,r){function a(n,s){var o=n[0],l=n[1],h=n[2],u=s[0],d=s[1],c=s[2],f=u-o,M=d-l,S=f*f+M*M,g,p;if(S<Rf)p=Math.log(c/h)/t,g=function(m){return[o+m*f,l+m*M,h*Math.exp(t*m*p)]};else{var T=Math.sqrt(S),A=(c*c-h*h+r*S)/(2*h*i*T),E=(c*c-h*h-r*S)/(2*c*i*T),w=Math.log(Math.sqrt(A*A+1)-A),R=Math.log(Math.sqrt(E*E+1)-E);p=(R-w)/t,g=function(m){var x=m*p,I=kl(w),j=h/(i*T)*(I*Lf(t*x+w)-Cf(w));return[o+j*f,l+j*M,h*I/kl(t*x+w)]}}return g.duration=Math.abs(p)*1e3*t/Math.SQRT2,g}return a.rho=function(n){var s=Math.max(.001,+n),o=s*s,l=o*o;return e(s,o,l)},a})(Math.SQRT2,2,4);function Pu(e){return function(t,i){var r=e((t=Os(t)).h,(i=Os(i)).h),a=It(t.s,i.s),n=It(t.l,i.l),s=It(t.opacity,i.opacity);return function(o){return t.h=r(o),t.s=a(o),t.l=n(o),t.opacity=s(o),t+""}}}var Gx=Pu(Ho),Wx=Pu(It);function Nu(e){return function(t,i){var r=e((t=Fs(t)).h,(i=Fs(i)).h),a=It(t.c,i.c),n=It(t.l,i.l),s=It(t.opacity,i.opacity);return function(o){return t.h=r(o),t.c=a(o),t.l=n(o),t.opacity=s(o),t+""}}}var Xx=Nu(Ho),jx=Nu(It);function Du(e){return(function t(i){i=+i;function r(a,n){var s=e((a=Bs(a)).h,(n=Bs(n)).h),o=It(a.s,n.s),l=It(a.l,n.l),h=It(a.opacity,n.opacity);return function(u){return a.h=s(u),a.s=o(u),a.l=l(Math.pow(u,i)),a.opacity=h(u),a+""}}return r.gamma=t,r})(1)}var Yx=Du(Ho),qx=Du(It),Or=0,ia=0,qr=0,Iu=1e3,xn,ra,En=0,or=0,Fn=0,da=typeof performance=="object"&&performance.now?performance:Date,Uu=typeof window=="object"&&window.requestAnimationFrame?window.requestAnimationFrame.bind(window):function(e){setTimeout(e,17)};function Vo(){return or||(Uu(Nf),or=da.now()+Fn)}function Nf(){or=0}function bn(){this._call=this._time=this._next=null}bn.prototype=Ou.prototype={constructor:bn,restart:function(e,t,i){if(typeof e!="function")throw new TypeError("callback is not a function");i=(i==null?Vo():+i)+(t==null?0:+t),!this._next&&ra!==this&&(ra?ra._next=this:xn=this,ra=this),this._call=e,this._time=i,Hs()},stop:function(){this._call&&(this._call=null,this._time=1/0,Hs())}};function Ou(e,t,i){var r=new bn;return r.restart(e,t,i),r}function Df(){Vo(),++Or;for(var e=xn,t;e;)(t=or-e._time)>=0&&e._call.call(void 0,t),e=e._next;--Or}function Gl(){or=(En=da.now())+Fn,Or=ia=0;try{Df()}finally{Or=0,Uf(),or=0}}function If(){var e=da.now(),t=e-En;t>Iu&&(Fn-=t,En=e)}function Uf(){for(var e,t=xn,i,r=1/0;t;)t._call?(r>t._time&&(r=t._time),e=t,t=t._next):(i=t._next,t._next=null,t=e?e._next=i:xn=i);ra=e,Hs(r)}function Hs(e){if(!Or){ia&&(ia=clearTimeout(ia));var t=e-or;t>24?(e<1/0&&(ia=setTimeout(Gl,Math.ceil(e-da.now()-Fn)+1)),qr&&(qr=clearInterval(qr))):(qr||(En=da.now(),qr=setInterval(If,Iu)),Or=1,Uu(Gl))}}function Wl(e,t,i){var r=new bn;return t=t==null?0:+t,r.restart(a=>{r.stop(),e(a+t)},t,i),r}function Of(e){return((e*=2)<=1?e*e*e:(e-=2)*e*e+2)/2}var ko=3,Kx=(function e(t){t=+t;function i(r){return Math.pow(r,t)}return i.exponent=e,i})(ko),Zx=(function e(t){t=+t;function i(r){return 1-Math.pow(1-r,t)}return i.exponent=e,i})(ko),$x=(function e(t){t=+t;function i(r){return((r*=2)<=1?Math.pow(r,t):2-Math.pow(2-r,t))/2}return i.exponent=e,i})(ko),Ff=Math.PI,Jx=Ff/2;function Tn(e){return(Math.pow(2,-10*e)-.0009765625)*1.0009775171065494}var Xl=4/11,Qx=6/11,e1=8/11,t1=3/4,i1=9/11,r1=10/11,a1=15/16,n1=21/22,s1=63/64,o1=1/Xl/Xl,Go=1.70158,l1=(function e(t){t=+t;function i(r){return(r=+r)*r*(t*(r-1)+r)}return i.overshoot=e,i})(Go),h1=(function e(t){t=+t;function i(r){return--r*r*((r+1)*t+r)+1}return i.overshoot=e,i})(Go),u1=(function e(t){t=+t;function i(r){return((r*=2)<1?r*r*((t+1)*r-t):(r-=2)*r*((t+1)*r+t)+2)/2}return i.overshoot=e,i})(Go),Fr=2*Math.PI,Wo=1,Xo=.3,c1=(function e(t,i){var r=Math.asin(1/(t=Math.max(1,t)))*(i/=Fr);function a(n){return t*Tn(- --n)*Math.sin((r-n)/i)}return a.amplitude=function(n){return e(n,i*Fr)},a.period=function(n){return e(t,n)},a})(Wo,Xo),d1=(function e(t,i){var r=Math.asin(1/(t=Math.max(1,t)))*(i/=Fr);function a(n){return 1-t*Tn(n=+n)*Math.sin((n+r)/i)}return a.amplitude=function(n){return e(n,i*Fr)},a.period=function(n){return e(t,n)},a})(Wo,Xo),p1=(function e(t,i){var r=Math.asin(1/(t=Math.max(1,t)))*(i/=Fr);function a(n){return((n=n*2-1)<0?t*Tn(-n)*Math.sin((r-n)/i):2-t*Tn(n)*Math.sin((r+n)/i))/2}return a.amplitude=function(n){return e(n,i*Fr)},a.period=function(n){return e(t,n)},a})(Wo,Xo),Bf=Uo("start","end","cancel","interrupt"),zf=[],Fu=0,jl=1,Vs=2,sn=3,Yl=4,ks=5,on=6;function Bn(e,t,i,r,a,n){var s=e.__transition;if(!s)e.__transition={};else if(i in s)return;Hf(e,i,{name:t,index:r,group:a,on:Bf,tween:zf,time:n.time,delay:n.delay,duration:n.duration,ease:n.ease,timer:null,state:Fu})}function jo(e,t){var i=Qt(e,t);if(i.state>Fu)throw new Error("too late; already scheduled");return i}function pi(e,t){var i=Qt(e,t);if(i.state>sn)throw new Error("too late; already running");return i}function Qt(e,t){var i=e.__transition;if(!i||!(i=i[t]))throw new Error("transition not found");return i}function Hf(e,t,i){var r=e.__transition,a;r[t]=i,i.timer=Ou(n,0,i.time);function n(h){i.state=jl,i.timer.restart(s,i.delay,i.time),i.delay<=h&&s(h-i.delay)}function s(h){var u,d,c,f;if(i.state!==jl)return l();for(u in r)if(f=r[u],f.name===i.name){if(f.state===sn)return Wl(s);f.state===Yl?(f.state=on,f.timer.stop(),f.on.call("interrupt",e,e.__data__,f.index,f.group),delete r[u]):+u<t&&(f.state=on,f.timer.stop(),f.on.call("cancel",e,e.__data__,f.index,f.group),delete r[u])}if(Wl(function(){i.state===sn&&(i.state=Yl,i.timer.restart(o,i.delay,i.time),o(h))}),i.state=Vs,i.on.call("start",e,e.__data__,i.index,i.group),i.state===Vs){for(i.state=sn,a=new Array(c=i.tween.length),u=0,d=-1;u<c;++u)(f=i.tween[u].value.call(e,e.__data__,i.index,i.group))&&(a[++d]=f);a.length=d+1}}function o(h){for(var u=h<i.duration?i.ease.call(null,h/i.duration):(i.timer.restart(l),i.state=ks,1),d=-1,c=a.length;++d<c;)a[d].call(e,u);i.state===ks&&(i.on.call("end",e,e.__data__,i.index,i.group),l())}function l(){i.state=on,i.timer.stop(),delete r[t];for(var h in r)return;delete e.__transition}}function ln(e,t){var i=e.__transition,r,a,n=!0,s;if(i){t=t==null?null:t+"";for(s in i){if((r=i[s]).name!==t){n=!1;continue}a=r.state>Vs&&r.state<ks,r.state=on,r.timer.stop(),r.on.call(a?"interrupt":"cancel",e,e.__data__,r.index,r.group),delete i[s]}n&&delete e.__transition}}function Vf(e){return this.each(function(){ln(this,e)})}function kf(e,t){var i,r;return function(){var a=pi(this,e),n=a.tween;if(n!==i){r=i=n;for(var s=0,o=r.length;s<o;++s)if(r[s].name===t){r=r.slice(),r.splice(s,1);break}}a.tween=r}}function Gf(e,t,i){var r,a;if(typeof i!="function")throw new Error;return function(){var n=pi(this,e),s=n.tween;if(s!==r){a=(r=s).slice();for(var o={name:t,value:i},l=0,h=a.length;l<h;++l)if(a[l].name===t){a[l]=o;break}l===h&&a.push(o)}n.tween=a}}function Wf(e,t){var i=this._id;if(e+="",arguments.length<2){for(var r=Qt(this.node(),i).tween,a=0,n=r.length,s;a<n;++a)if((s=r[a]).name===e)return s.value;return null}return this.each((t==null?kf:Gf)(i,e,t))}function Yo(e,t,i){var r=e._id;return e.each(function(){var a=pi(this,r);(a.value||(a.value={}))[t]=i.apply(this,arguments)}),function(a){return Qt(a,r).value[t]}}function Bu(e,t){var i;return(typeof t=="number"?ki:t instanceof ua?Hl:(i=ua(t))?(t=i,Hl):Ef)(e,t)}function Xf(e){return function(){this.removeAttribute(e)}}function jf(e){return function(){this.removeAttributeNS(e.space,e.local)}}function Yf(e,t,i){var r,a=i+"",n;return function(){var s=this.getAttribute(e);return s===a?null:s===r?n:n=t(r=s,i)}}function qf(e,t,i){var r,a=i+"",n;return function(){var s=this.getAttributeNS(e.space,e.local);return s===a?null:s===r?n:n=t(r=s,i)}}function Kf(e,t,i){var r,a,n;return function(){var s,o=i(this),l;return o==null?void this.removeAttribute(e):(s=this.getAttribute(e),l=o+"",s===l?null:s===r&&l===a?n:(a=l,n=t(r=s,o)))}}function Zf(e,t,i){var r,a,n;return function(){var s,o=i(this),l;return o==null?void this.removeAttributeNS(e.space,e.local):(s=this.getAttributeNS(e.space,e.local),l=o+"",s===l?null:s===r&&l===a?n:(a=l,n=t(r=s,o)))}}function $f(e,t){var i=Un(e),r=i==="transform"?Af:Bu;return this.attrTween(e,typeof t=="function"?(i.local?Zf:Kf)(i,r,Yo(this,"attr."+e,t)):t==null?(i.local?jf:Xf)(i):(i.local?qf:Yf)(i,r,t))}function Jf(e,t){return function(i){this.setAttribute(e,t.call(this,i))}}function Qf(e,t){return function(i){this.setAttributeNS(e.space,e.local,t.call(this,i))}}function em(e,t){var i,r;function a(){var n=t.apply(this,arguments);return n!==r&&(i=(r=n)&&Qf(e,n)),i}return a._value=t,a}function tm(e,t){var i,r;function a(){var n=t.apply(this,arguments);return n!==r&&(i=(r=n)&&Jf(e,n)),i}return a._value=t,a}function im(e,t){var i="attr."+e;if(arguments.length<2)return(i=this.tween(i))&&i._value;if(t==null)return this.tween(i,null);if(typeof t!="function")throw new Error;var r=Un(e);return this.tween(i,(r.local?em:tm)(r,t))}function rm(e,t){return function(){jo(this,e).delay=+t.apply(this,arguments)}}function am(e,t){return t=+t,function(){jo(this,e).delay=t}}function nm(e){var t=this._id;return arguments.length?this.each((typeof e=="function"?rm:am)(t,e)):Qt(this.node(),t).delay}function sm(e,t){return function(){pi(this,e).duration=+t.apply(this,arguments)}}function om(e,t){return t=+t,function(){pi(this,e).duration=t}}function lm(e){var t=this._id;return arguments.length?this.each((typeof e=="function"?sm:om)(t,e)):Qt(this.node(),t).duration}function hm(e,t){if(typeof t!="function")throw new Error;return function(){pi(this,e).ease=t}}function um(e){var t=this._id;return arguments.length?this.each(hm(t,e)):Qt(this.node(),t).ease}function cm(e,t){return function(){var i=t.apply(this,arguments);if(typeof i!="function")throw new Error;pi(this,e).ease=i}}function dm(e){if(typeof e!="function")throw new Error;return this.each(cm(this._id,e))}function pm(e){typeof e!="function"&&(e=au(e));for(var t=this._groups,i=t.length,r=new Array(i),a=0;a<i;++a)for(var n=t[a],s=n.length,o=r[a]=[],l,h=0;h<s;++h)(l=n[h])&&e.call(l,l.__data__,h,n)&&o.push(l);return new Pi(r,this._parents,this._name,this._id)}function fm(e){if(e._id!==this._id)throw new Error;for(var t=this._groups,i=e._groups,r=t.length,a=i.length,n=Math.min(r,a),s=new Array(r),o=0;o<n;++o)for(var l=t[o],h=i[o],u=l.length,d=s[o]=new Array(u),c,f=0;f<u;++f)(c=l[f]||h[f])&&(d[f]=c);for(;o<r;++o)s[o]=t[o];return new Pi(s,this._parents,this._name,this._id)}function mm(e){return(e+"").trim().split(/^|\s+/).every(function(t){var i=t.indexOf(".");return i>=0&&(t=t.slice(0,i)),!t||t==="start"})}function gm(e,t,i){var r,a,n=mm(t)?jo:pi;return function(){var s=n(this,e),o=s.on;o!==r&&(a=(r=o).copy()).on(t,i),s.on=a}}function _m(e,t){var i=this._id;return arguments.length<2?Qt(this.node(),i).on.on(e):this.each(gm(i,e,t))}function vm(e){return function(){var t=this.parentNode;for(var i in this.__transition)if(+i!==e)return;t&&t.removeChild(this)}}function Mm(){return this.on("end.remove",vm(this._id))}function Sm(e){var t=this._name,i=this._id;typeof e!="function"&&(e=Do(e));for(var r=this._groups,a=r.length,n=new Array(a),s=0;s<a;++s)for(var o=r[s],l=o.length,h=n[s]=new Array(l),u,d,c=0;c<l;++c)(u=o[c])&&(d=e.call(u,u.__data__,c,o))&&("__data__"in u&&(d.__data__=u.__data__),h[c]=d,Bn(h[c],t,i,c,h,Qt(u,i)));return new Pi(n,this._parents,t,i)}function ym(e){var t=this._name,i=this._id;typeof e!="function"&&(e=ru(e));for(var r=this._groups,a=r.length,n=[],s=[],o=0;o<a;++o)for(var l=r[o],h=l.length,u,d=0;d<h;++d)if(u=l[d]){for(var c=e.call(u,u.__data__,d,l),f,M=Qt(u,i),S=0,g=c.length;S<g;++S)(f=c[S])&&Bn(f,t,i,S,c,M);n.push(c),s.push(u)}return new Pi(n,s,t,i)}var xm=Gr.prototype.constructor;function Em(){return new xm(this._groups,this._parents)}function bm(e,t){var i,r,a;return function(){var n=Ir(this,e),s=(this.style.removeProperty(e),Ir(this,e));return n===s?null:n===i&&s===r?a:a=t(i=n,r=s)}}function zu(e){return function(){this.style.removeProperty(e)}}function Tm(e,t,i){var r,a=i+"",n;return function(){var s=Ir(this,e);return s===a?null:s===r?n:n=t(r=s,i)}}function wm(e,t,i){var r,a,n;return function(){var s=Ir(this,e),o=i(this),l=o+"";return o==null&&(l=o=(this.style.removeProperty(e),Ir(this,e))),s===l?null:s===r&&l===a?n:(a=l,n=t(r=s,o))}}function Am(e,t){var i,r,a,n="style."+t,s="end."+n,o;return function(){var l=pi(this,e),h=l.on,u=l.value[n]==null?o||(o=zu(t)):void 0;(h!==i||a!==u)&&(r=(i=h).copy()).on(s,a=u),l.on=r}}function Rm(e,t,i){var r=(e+="")=="transform"?wf:Bu;return t==null?this.styleTween(e,bm(e,r)).on("end.style."+e,zu(e)):typeof t=="function"?this.styleTween(e,wm(e,r,Yo(this,"style."+e,t))).each(Am(this._id,e)):this.styleTween(e,Tm(e,r,t),i).on("end.style."+e,null)}function Cm(e,t,i){return function(r){this.style.setProperty(e,t.call(this,r),i)}}function Lm(e,t,i){var r,a;function n(){var s=t.apply(this,arguments);return s!==a&&(r=(a=s)&&Cm(e,s,i)),r}return n._value=t,n}function Pm(e,t,i){var r="style."+(e+="");if(arguments.length<2)return(r=this.tween(r))&&r._value;if(t==null)return this.tween(r,null);if(typeof t!="function")throw new Error;return this.tween(r,Lm(e,t,i??""))}function Nm(e){return function(){this.textContent=e}}function Dm(e){return function(){var t=e(this);this.textContent=t??""}}function Im(e){return this.tween("text",typeof e=="function"?Dm(Yo(this,"text",e)):Nm(e==null?"":e+""))}function Um(e){return function(t){this.textContent=e.call(this,t)}}function Om(e){var t,i;function r(){var a=e.apply(this,arguments);return a!==i&&(t=(i=a)&&Um(a)),t}return r._value=e,r}function Fm(e){var t="text";if(arguments.length<1)return(t=this.tween(t))&&t._value;if(e==null)return this.tween(t,null);if(typeof e!="function")throw new Error;return this.tween(t,Om(e))}function Bm(){for(var e=this._name,t=this._id,i=Hu(),r=this._groups,a=r.length,n=0;n<a;++n)for(var s=r[n],o=s.length,l,h=0;h<o;++h)if(l=s[h]){var u=Qt(l,t);Bn(l,e,i,h,s,{time:u.time+u.delay+u.duration,delay:0,duration:u.duration,ease:u.ease})}return new Pi(r,this._parents,e,i)}function zm(){var e,t,i=this,r=i._id,a=i.size();return new Promise(function(n,s){var o={value:s},l={value:function(){--a===0&&n()}};i.each(function(){var h=pi(this,r),u=h.on;u!==e&&(t=(e=u).copy(),t._.cancel.push(o),t._.interrupt.push(o),t._.end.push(l)),h.on=t}),a===0&&n()})}var Hm=0;function Pi(e,t,i,r){this._groups=e,this._parents=t,this._name=i,this._id=r}function Vm(e){return Gr().transition(e)}function Hu(){return++Hm}var _i=Gr.prototype;Pi.prototype=Vm.prototype={constructor:Pi,select:Sm,selectAll:ym,selectChild:_i.selectChild,selectChildren:_i.selectChildren,filter:pm,merge:fm,selection:Em,transition:Bm,call:_i.call,nodes:_i.nodes,node:_i.node,size:_i.size,empty:_i.empty,each:_i.each,on:_m,attr:$f,attrTween:im,style:Rm,styleTween:Pm,text:Im,textTween:Fm,remove:Mm,tween:Wf,delay:nm,duration:lm,ease:um,easeVarying:dm,end:zm,[Symbol.iterator]:_i[Symbol.iterator]};var km={time:null,delay:0,duration:250,ease:Of};function Gm(e,t){for(var i;!(i=e.__transition)||!(i=i[t]);)if(!(e=e.parentNode))throw new Error(`transition ${t} not found`);return i}function Wm(e){var t,i;e instanceof Pi?(t=e._id,e=e._name):(t=Hu(),(i=km).time=Vo(),e=e==null?null:e+"");for(var r=this._groups,a=r.length,n=0;n<a;++n)for(var s=r[n],o=s.length,l,h=0;h<o;++h)(l=s[h])&&Bn(l,e,t,h,s,i||Gm(l,t));return new Pi(r,this._parents,e,t)}Gr.prototype.interrupt=Vf;Gr.prototype.transition=Wm;var La=e=>()=>e;function Xm(e,{sourceEvent:t,target:i,transform:r,dispatch:a}){Object.defineProperties(this,{type:{value:e,enumerable:!0,configurable:!0},sourceEvent:{value:t,enumerable:!0,configurable:!0},target:{value:i,enumerable:!0,configurable:!0},transform:{value:r,enumerable:!0,configurable:!0},_:{value:a}})}function wi(e,t,i){this.k=e,this.x=t,this.y=i}wi.prototype={constructor:wi,scale:function(e){return e===1?this:new wi(this.k*e,this.x,this.y)},translate:function(e,t){return e===0&t===0?this:new wi(this.k,this.x+this.k*e,this.y+this.k*t)},apply:function(e){return[e[0]*this.k+this.x,e[1]*this.k+this.y]},applyX:function(e){return e*this.k+this.x},applyY:function(e){return e*this.k+this.y},invert:function(e){return[(e[0]-this.x)/this.k,(e[1]-this.y)/this.k]},invertX:function(e){return(e-this.x)/this.k},invertY:function(e){return(e-this.y)/this.k},rescaleX:function(e){return e.copy().domain(e.range().map(this.invertX,this).map(e.invert,e))},rescaleY:function(e){return e.copy().domain(e.range().map(this.invertY,this).map(e.invert,e))},toString:function(){return"translate("+this.x+","+this.y+") scale("+this.k+")"}};var cr=new wi(1,0,0);jm.prototype=wi.prototype;function jm(e){for(;!e.__zoom;)if(!(e=e.parentNode))return cr;return e.__zoom}function rs(e){e.stopImmediatePropagation()}function Kr(e){e.preventDefault(),e.stopImmediatePropagation()}function Ym(e){return(!e.ctrlKey||e.type==="wheel")&&!e.button}function qm(){var e=this;return e instanceof SVGElement?(e=e.ownerSVGElement||e,e.hasAttribute("viewBox")?(e=e.viewBox.baseVal,[[e.x,e.y],[e.x+e.width,e.y+e.height]]):[[0,0],[e.width.baseVal.value,e.height.baseVal.value]]):[[0,0],[e.clientWidth,e.clientHeight]]}function ql(){return this.__zoom||cr}function Km(e){return-e.deltaY*(e.deltaMode===1?.05:e.deltaMode?1:.002)*(e.ctrlKey?10:1)}function Zm(){return navigator.maxTouchPoints||"ontouchstart"in this}function $m(e,t,i){var r=e.invertX(t[0][0])-i[0][0],a=e.invertX(t[1][0])-i[1][0],n=e.invertY(t[0][1])-i[0][1],s=e.invertY(t[1][1])-i[1][1];return e.translate(a>r?(r+a)/2:Math.min(0,r)||Math.max(0,a),s>n?(n+s)/2:Math.min(0,n)||Math.max(0,s))}function Vu(){var e=Ym,t=qm,i=$m,r=Km,a=Zm,n=[0,1/0],s=[[-1/0,-1/0],[1/0,1/0]],o=250,l=Pf,h=Uo("start","zoom","end"),u,d,c,f=500,M=150,S=0,g=10;function p(y){y.property("__zoom",ql).on("wheel.zoom",x,{passive:!1}).on("mousedown.zoom",I).on("dblclick.zoom",j).filter(a).on("touchstart.zoom",O).on("touchmove.zoom",G).on("touchend.zoom touchcancel.zoom",J).style("-webkit-tap-highlight-color","rgba(0,0,0,0)")}p.transform=function(y,N,D,L){var Z=y.selection?y.selection():y;Z.property("__zoom",ql),y!==Z?w(y,N,D,L):Z.interrupt().each(function(){R(this,arguments).event(L).start().zoom(null,typeof N=="function"?N.apply(this,arguments):N).end()})},p.scaleBy=function(y,N,D,L){p.scaleTo(y,function(){var Z=this.__zoom.k,B=typeof N=="function"?N.apply(this,arguments):N;return Z*B},D,L)},p.scaleTo=function(y,N,D,L){p.transform(y,function(){var Z=t.apply(this,arguments),B=this.__zoom,k=D==null?E(Z):typeof D=="function"?D.apply(this,arguments):D,$=B.invert(k),ge=typeof N=="function"?N.apply(this,arguments):N;return i(A(T(B,ge),k,$),Z,s)},D,L)},p.translateBy=function(y,N,D,L){p.transform(y,function(){return i(this.__zoom.translate(typeof N=="function"?N.apply(this,arguments):N,typeof D=="function"?D.apply(this,arguments):D),t.apply(this,arguments),s)},null,L)},p.translateTo=function(y,N,D,L,Z){p.transform(y,function(){var B=t.apply(this,arguments),k=this.__zoom,$=L==null?E(B):typeof L=="function"?L.apply(this,arguments):L;return i(cr.translate($[0],$[1]).scale(k.k).translate(typeof N=="function"?-N.apply(this,arguments):-N,typeof D=="function"?-D.apply(this,arguments):-D),B,s)},L,Z)};function T(y,N){return N=Math.max(n[0],Math.min(n[1],N)),N===y.k?y:new wi(N,y.x,y.y)}function A(y,N,D){var L=N[0]-D[0]*y.k,Z=N[1]-D[1]*y.k;return L===y.x&&Z===y.y?y:new wi(y.k,L,Z)}function E(y){return[(+y[0][0]+ +y[1][0])/2,(+y[0][1]+ +y[1][1])/2]}function w(y,N,D,L){y.on("start.zoom",function(){R(this,arguments).event(L).start()}).on("interrupt.zoom end.zoom",function(){R(this,arguments).event(L).end()}).tween("zoom",function(){var Z=this,B=arguments,k=R(Z,B).event(L),$=t.apply(Z,B),ge=D==null?E($):typeof D=="function"?D.apply(Z,B):D,q=Math.max($[1][0]-$[0][0],$[1][1]-$[0][1]),Q=Z.__zoom,pe=typeof N=="function"?N.apply(Z,B):N,ye=l(Q.invert(ge).concat(q/Q.k),pe.invert(ge).concat(q/pe.k));return function(xe){if(xe===1)xe=pe;else{var ne=ye(xe),Ue=q/ne[2];xe=new wi(Ue,ge[0]-ne[0]*Ue,ge[1]-ne[1]*Ue)}k.zoom(null,xe)}})}function R(y,N,D){return!D&&y.__zooming||new m(y,N)}function m(y,N){this.that=y,this.args=N,this.active=0,this.sourceEvent=null,this.extent=t.apply(y,N),this.taps=0}m.prototype={event:function(y){return y&&(this.sourceEvent=y),this},start:function(){return++this.active===1&&(this.that.__zooming=this,this.emit("start")),this},zoom:function(y,N){return this.mouse&&y!=="mouse"&&(this.mouse[1]=N.invert(this.mouse[0])),this.touch0&&y!=="touch"&&(this.touch0[1]=N.invert(this.touch0[0])),this.touch1&&y!=="touch"&&(this.touch1[1]=N.invert(this.touch1[0])),this.that.__zoom=N,this.emit("zoom"),this},end:function(){return--this.active===0&&(delete this.that.__zooming,this.emit("end")),this},emit:function(y){var N=zt(this.that).datum();h.call(y,this.that,new Xm(y,{sourceEvent:this.sourceEvent,target:p,transform:this.that.__zoom,dispatch:h}),N)}};function x(y,...N){if(!e.apply(this,arguments))return;var D=R(this,N).event(y),L=this.__zoom,Z=Math.max(n[0],Math.min(n[1],L.k*Math.pow(2,r.apply(this,arguments)))),B=Zt(y);if(D.wheel)(D.mouse[0][0]!==B[0]||D.mouse[0][1]!==B[1])&&(D.mouse[1]=L.invert(D.mouse[0]=B)),clearTimeout(D.wheel);else{if(L.k===Z)return;D.mouse=[B,L.invert(B)],ln(this),D.start()}Kr(y),D.wheel=setTimeout(k,M),D.zoom("mouse",i(A(T(L,Z),D.mouse[0],D.mouse[1]),D.extent,s));function k(){D.wheel=null,D.end()}}function I(y,...N){if(c||!e.apply(this,arguments))return;var D=y.currentTarget,L=R(this,N,!0).event(y),Z=zt(y.view).on("mousemove.zoom",ge,!0).on("mouseup.zoom",q,!0),B=Zt(y,D),k=y.clientX,$=y.clientY;Qp(y.view),rs(y),L.mouse=[B,this.__zoom.invert(B)],ln(this),L.start();function ge(Q){if(Kr(Q),!L.moved){var pe=Q.clientX-k,ye=Q.clientY-$;L.moved=pe*pe+ye*ye>S}L.event(Q).zoom("mouse",i(A(L.that.__zoom,L.mouse[0]=Zt(Q,D),L.mouse[1]),L.extent,s))}function q(Q){Z.on("mousemove.zoom mouseup.zoom",null),ef(Q.view,L.moved),Kr(Q),L.event(Q).end()}}function j(y,...N){if(e.apply(this,arguments)){var D=this.__zoom,L=Zt(y.changedTouches?y.changedTouches[0]:y,this),Z=D.invert(L),B=D.k*(y.shiftKey?.5:2),k=i(A(T(D,B),L,Z),t.apply(this,N),s);Kr(y),o>0?zt(this).transition().duration(o).call(w,k,L,y):zt(this).call(p.transform,k,L,y)}}function O(y,...N){if(e.apply(this,arguments)){var D=y.touches,L=D.length,Z=R(this,N,y.changedTouches.length===L).event(y),B,k,$,ge;for(rs(y),k=0;k<L;++k)$=D[k],ge=Zt($,this),ge=[ge,this.__zoom.invert(ge),$.identifier],Z.touch0?!Z.touch1&&Z.touch0[2]!==ge[2]&&(Z.touch1=ge,Z.taps=0):(Z.touch0=ge,B=!0,Z.taps=1+!!u);u&&(u=clearTimeout(u)),B&&(Z.taps<2&&(d=ge[0],u=setTimeout(function(){u=null},f)),ln(this),Z.start())}}function G(y,...N){if(this.__zooming){var D=R(this,N).event(y),L=y.changedTouches,Z=L.length,B,k,$,ge;for(Kr(y),B=0;B<Z;++B)k=L[B],$=Zt(k,this),D.touch0&&D.touch0[2]===k.identifier?D.touch0[0]=$:D.touch1&&D.touch1[2]===k.identifier&&(D.touch1[0]=$);if(k=D.that.__zoom,D.touch1){var q=D.touch0[0],Q=D.touch0[1],pe=D.touch1[0],ye=D.touch1[1],xe=(xe=pe[0]-q[0])*xe+(xe=pe[1]-q[1])*xe,ne=(ne=ye[0]-Q[0])*ne+(ne=ye[1]-Q[1])*ne;k=T(k,Math.sqrt(xe/ne)),$=[(q[0]+pe[0])/2,(q[1]+pe[1])/2],ge=[(Q[0]+ye[0])/2,(Q[1]+ye[1])/2]}else if(D.touch0)$=D.touch0[0],ge=D.touch0[1];else return;D.zoom("touch",i(A(k,$,ge),D.extent,s))}}function J(y,...N){if(this.__zooming){var D=R(this,N).event(y),L=y.changedTouches,Z=L.length,B,k;for(rs(y),c&&clearTimeout(c),c=setTimeout(function(){c=null},f),B=0;B<Z;++B)k=L[B],D.touch0&&D.touch0[2]===k.identifier?delete D.touch0:D.touch1&&D.touch1[2]===k.identifier&&delete D.touch1;if(D.touch1&&!D.touch0&&(D.touch0=D.touch1,delete D.touch1),D.touch0)D.touch0[1]=this.__zoom.invert(D.touch0[0]);else if(D.end(),D.taps===2&&(k=Zt(k,this),Math.hypot(d[0]-k[0],d[1]-k[1])<g)){var $=zt(this).on("dblclick.zoom");$&&$.apply(this,arguments)}}}return p.wheelDelta=function(y){return arguments.length?(r=typeof y=="function"?y:La(+y),p):r},p.filter=function(y){return arguments.length?(e=typeof y=="function"?y:La(!!y),p):e},p.touchable=function(y){return arguments.length?(a=typeof y=="function"?y:La(!!y),p):a},p.extent=function(y){return arguments.length?(t=typeof y=="function"?y:La([[+y[0][0],+y[0][1]],[+y[1][0],+y[1][1]]]),p):t},p.scaleExtent=function(y){return arguments.length?(n[0]=+y[0],n[1]=+y[1],p):[n[0],n[1]]},p.translateExtent=function(y){return arguments.length?(s[0][0]=+y[0][0],s[1][0]=+y[1][0],s[0][1]=+y[0][1],s[1][1]=+y[1][1],p):[[s[0][0],s[0][1]],[s[1][0],s[1][1]]]},p.constrain=function(y){return arguments.length?(i=y,p):i},p.duration=function(y){return arguments.length?(o=+y,p):o},p.interpolate=function(y){return arguments.length?(l=y,p):l},p.on=function(){var y=h.on.apply(h,arguments);return y===h?p:y},p.clickDistance=function(y){return arguments.length?(S=(y=+y)*y,p):Math.sqrt(S)},p.tapDistance=function(y){return arguments.length?(g=+y,p):g},p}var Pr={LEFT:0,MIDDLE:1,RIGHT:2,ROTATE:0,DOLLY:1,PAN:2},Rr={ROTATE:0,PAN:1,DOLLY_PAN:2,DOLLY_ROTATE:3},Jm=0,Kl=1,Qm=2,hn=1,eg=2,aa=3,lr=0,Ut=1,bi=2,Nr=0,sa=1,Zl=2,$l=3,Jl=4,tg=5,Tr=100,ig=101,rg=102,ag=103,ng=104,sg=200,og=201,lg=202,hg=203,ku=204,Gu=205,ug=206,cg=207,dg=208,pg=209,fg=210,mg=211,gg=212,_g=213,vg=214,Gs=0,Ws=1,Xs=2,pa=3,js=4,Ys=5,qs=6,Ks=7,Wu=0,Mg=1,Sg=2,Ri=0,Xu=1,ju=2,Yu=3,qu=4,Ku=5,Zu=6,$u=7,Ju=300,Br=301,fa=302,as=303,ns=304,Zs=1e3,Ai=1001,$s=1002,Mt=1003,yg=1004,Pa=1005,Dt=1006,ss=1007,Wi=1008,Gt=1009,Qu=1010,ec=1011,ma=1012,qo=1013,ci=1014,ni=1015,di=1016,Ko=1017,Zo=1018,zr=1020,tc=35902,ic=35899,rc=1021,ac=1022,si=1023,ji=1026,Xi=1027,nc=1028,$o=1029,hr=1030,Jo=1031,Qo=1033,un=33776,cn=33777,dn=33778,pn=33779,Js=35840,Qs=35841,eo=35842,to=35843,io=36196,ro=37492,ao=37496,no=37488,so=37489,wn=37490,oo=37491,lo=37808,ho=37809,uo=37810,co=37811,po=37812,fo=37813,mo=37814,go=37815,_o=37816,vo=37817,Mo=37818,So=37819,yo=37820,xo=37821,Eo=36492,bo=36494,To=36495,wo=36283,Ao=36284,An=36285,Ro=36286,Rn=2300,Co=2301,os=2302,Ql=2303,eh=2400,th=2401,ih=2402,xg=3200,rh=0,Eg=1,Gi="",kt="srgb",Cn="srgb-linear",Ln="linear",qe="srgb",ls=7680,bg=519,Tg=512,wg=513,Ag=514,sc=515,Rg=516,Cg=517,oc=518,lc=519,Lg=35044,ah="300 es",Jt=2e3,Pn=2001;function Pg(e){for(let t=e.length-1;t>=0;--t)if(e[t]>=65535)return!0;return!1}function Ng(e){return ArrayBuffer.isView(e)&&!(e instanceof DataView)}function Nn(e){return document.createElementNS("http://www.w3.org/1999/xhtml",e)}function Dg(){let e=Nn("canvas");return e.style.display="block",e}var nh={},Hr=null;function sh(...e){let t="THREE."+e.shift();Hr?Hr("log",t,...e):console.log(t,...e)}function hc(e){let t=e[0];if(typeof t=="string"&&t.startsWith("TSL:")){let i=e[1];i&&i.isStackTrace?e[0]+=" "+i.getLocation():e[1]='Stack trace not available. Enable "THREE.Node.captureStackTrace" to capture stack traces.'}return e}function Le(...e){e=hc(e);let t="THREE."+e.shift();if(Hr)Hr("warn",t,...e);else{let i=e[0];i&&i.isStackTrace?console.warn(i.getError(t)):console.warn(t,...e)}}function Pe(...e){e=hc(e);let t="THREE."+e.shift();if(Hr)Hr("error",t,...e);else{let i=e[0];i&&i.isStackTrace?console.error(i.getError(t)):console.error(t,...e)}}function fn(...e){let t=e.join(" ");t in nh||(nh[t]=!0,Le(...e))}function Ig(e,t,i){return new Promise(function(r,a){function n(){switch(e.clientWaitSync(t,e.SYNC_FLUSH_COMMANDS_BIT,0)){case e.WAIT_FAILED:a();break;case e.TIMEOUT_EXPIRED:setTimeout(n,i);break;default:r()}}setTimeout(n,i)})}var Ug={[Gs]:Gs,[Xs]:qs,[js]:js,[pa]:Ys,[Ws]:Ws,[qs]:Xs,[Ks]:Ks,[Ys]:pa},qi=class{addEventListener(e,t){this._listeners===void 0&&(this._listeners={});let i=this._listeners;i[e]===void 0&&(i[e]=[]),i[e].indexOf(t)===-1&&i[e].push(t)}hasEventListener(e,t){let i=this._listeners;return i===void 0?!1:i[e]!==void 0&&i[e].indexOf(t)!==-1}removeEventListener(e,t){let i=this._listeners;if(i===void 0)return;let r=i[e];if(r!==void 0){let a=r.indexOf(t);a!==-1&&r.splice(a,1)}}dispatchEvent(e){let t=this._listeners;if(t===void 0)return;let i=t[e.type];if(i!==void 0){e.target=this;let r=i.slice(0);for(let a=0,n=r.length;a<n;a++)r[a].call(this,e);e.target=null}}},Et=["00","01","02","03","04","05","06","07","08","09","0a","0b","0c","0d","0e","0f","10","11","12","13","14","15","16","17","18","19","1a","1b","1c","1d","1e","1f","20","21","22","23","24","25","26","27","28","29","2a","2b","2c","2d","2e","2f","30","31","32","33","34","35","36","37","38","39","3a","3b","3c","3d","3e","3f","40","41","42","43","44","45","46","47","48","49","4a","4b","4c","4d","4e","4f","50","51","52","53","54","55","56","57","58","59","5a","5b","5c","5d","5e","5f","60","61","62","63","64","65","66","67","68","69","6a","6b","6c","6d","6e","6f","70","71","72","73","74","75","76","77","78","79","7a","7b","7c","7d","7e","7f","80","81","82","83","84","85","86","87","88","89","8a","8b","8c","8d","8e","8f","90","91","92","93","94","95","96","97","98","99","9a","9b","9c","9d","9e","9f","a0","a1","a2","a3","a4","a5","a6","a7","a8","a9","aa","ab","ac","ad","ae","af","b0","b1","b2","b3","b4","b5","b6","b7","b8","b9","ba","bb","bc","bd","be","bf","c0","c1","c2","c3","c4","c5","c6","c7","c8","c9","ca","cb","cc","cd","ce","cf","d0","d1","d2","d3","d4","d5","d6","d7","d8","d9","da","db","dc","dd","de","df","e0","e1","e2","e3","e4","e5","e6","e7","e8","e9","ea","eb","ec","ed","ee","ef","f0","f1","f2","f3","f4","f5","f6","f7","f8","f9","fa","fb","fc","fd","fe","ff"],oh=1234567,oa=Math.PI/180,ga=180/Math.PI;function Xr(){let e=Math.random()*4294967295|0,t=Math.random()*4294967295|0,i=Math.random()*4294967295|0,r=Math.random()*4294967295|0;return(Et[e&255]+Et[e>>8&255]+Et[e>>16&255]+Et[e>>24&255]+"-"+Et[t&255]+Et[t>>8&255]+"-"+Et[t>>16&15|64]+Et[t>>24&255]+"-"+Et[i&63|128]+Et[i>>8&255]+"-"+Et[i>>16&255]+Et[i>>24&255]+Et[r&255]+Et[r>>8&255]+Et[r>>16&255]+Et[r>>24&255]).toLowerCase()}function ze(e,t,i){return Math.max(t,Math.min(i,e))}function el(e,t){return(e%t+t)%t}function Og(e,t,i,r,a){return r+(e-t)*(a-r)/(i-t)}function Fg(e,t,i){return e!==t?(i-e)/(t-e):0}function la(e,t,i){return(1-i)*e+i*t}function Bg(e,t,i,r){return la(e,t,1-Math.exp(-i*r))}function zg(e,t=1){return t-Math.abs(el(e,t*2)-t)}function Hg(e,t,i){return e<=t?0:e>=i?1:(e=(e-t)/(i-t),e*e*(3-2*e))}function Vg(e,t,i){return e<=t?0:e>=i?1:(e=(e-t)/(i-t),e*e*e*(e*(e*6-15)+10))}function kg(e,t){return e+Math.floor(Math.random()*(t-e+1))}function Gg(e,t){return e+Math.random()*(t-e)}function Wg(e){return e*(.5-Math.random())}function Xg(e){e!==void 0&&(oh=e);let t=oh+=1831565813;return t=Math.imul(t^t>>>15,t|1),t^=t+Math.imul(t^t>>>7,t|61),((t^t>>>14)>>>0)/4294967296}function jg(e){return e*oa}function Yg(e){return e*ga}function qg(e){return e>0&&Number.isInteger(e)&&2**Math.round(Math.log2(e))===e}function Kg(e){return Math.pow(2,Math.ceil(Math.log(e)/Math.LN2))}function uc(e){return Math.pow(2,Math.floor(Math.log(e)/Math.LN2))}function Zg(e,t,i,r,a){let n=Math.cos,s=Math.sin,o=n(i/2),l=s(i/2),h=n((t+r)/2),u=s((t+r)/2),d=n((t-r)/2),c=s((t-r)/2),f=n((r-t)/2),M=s((r-t)/2);switch(a){case"XYX":e.set(o*u,l*d,l*c,o*h);break;case"YZY":e.set(l*c,o*u,l*d,o*h);break;case"ZXZ":e.set(l*d,l*c,o*u,o*h);break;case"XZX":e.set(o*u,l*M,l*f,o*h);break;case"YXY":e.set(l*f,o*u,l*M,o*h);break;case"ZYZ":e.set(l*M,l*f,o*u,o*h);break;default:Le("MathUtils: .setQuaternionFromProperEuler() encountered an unknown order: "+a)}}function tl(e){switch(e.constructor){case Uint32Array:return 4294967295;case Uint16Array:return 65535;case Uint8Array:case Uint8ClampedArray:return 255;case Int32Array:return 2147483647;case Int16Array:return 32767;case Int8Array:return 127;default:return}}function cc(e,t){if(t.constructor===Float32Array)return e;let i=tl(t);if(i===void 0)throw new Error("THREE.MathUtils: Invalid component type.");return Math.max(e/i,-1)}function dc(e,t){if(t.constructor===Float32Array)return e;let i=tl(t);if(i===void 0)throw new Error("THREE.MathUtils: Invalid component type.");return Math.round(e*i)}var $g={DEG2RAD:oa,RAD2DEG:ga,generateUUID:Xr,clamp:ze,euclideanModulo:el,mapLinear:Og,inverseLerp:Fg,lerp:la,damp:Bg,pingpong:zg,smoothstep:Hg,smootherstep:Vg,randInt:kg,randFloat:Gg,randFloatSpread:Wg,seededRandom:Xg,degToRad:jg,radToDeg:Yg,isPowerOfTwo:qg,ceilPowerOfTwo:Kg,floorPowerOfTwo:uc,setQuaternionFromProperEuler:Zg,normalize:dc,denormalize:cc},Fe=class{static{this.prototype.isVector2=!0}constructor(e=0,t=0){this.x=e,this.y=t}get width(){return this.x}set width(e){this.x=e}get height(){return this.y}set height(e){this.y=e}set(e,t){return this.x=e,this.y=t,this}setScalar(e){return this.x=e,this.y=e,this}setX(e){return this.x=e,this}setY(e){return this.y=e,this}setComponent(e,t){switch(e){case 0:this.x=t;break;case 1:this.y=t;break;default:throw new Error("THREE.Vector2: index is out of range: "+e)}return this}getComponent(e){switch(e){case 0:return this.x;case 1:return this.y;default:throw new Error("THREE.Vector2: index is out of range: "+e)}}clone(){return new this.constructor(this.x,this.y)}copy(e){return this.x=e.x,this.y=e.y,this}add(e){return this.x+=e.x,this.y+=e.y,this}addScalar(e){return this.x+=e,this.y+=e,this}addVectors(e,t){return this.x=e.x+t.x,this.y=e.y+t.y,this}addScaledVector(e,t){return this.x+=e.x*t,this.y+=e.y*t,this}sub(e){return this.x-=e.x,this.y-=e.y,this}subScalar(e){return this.x-=e,this.y-=e,this}subVectors(e,t){return this.x=e.x-t.x,this.y=e.y-t.y,this}multiply(e){return this.x*=e.x,this.y*=e.y,this}multiplyScalar(e){return this.x*=e,this.y*=e,this}divide(e){return this.x/=e.x,this.y/=e.y,this}divideScalar(e){return this.multiplyScalar(1/e)}applyMatrix3(e){let t=this.x,i=this.y,r=e.elements;return this.x=r[0]*t+r[3]*i+r[6],this.y=r[1]*t+r[4]*i+r[7],this}min(e){return this.x=Math.min(this.x,e.x),this.y=Math.min(this.y,e.y),this}max(e){return this.x=Math.max(this.x,e.x),this.y=Math.max(this.y,e.y),this}clamp(e,t){return this.x=ze(this.x,e.x,t.x),this.y=ze(this.y,e.y,t.y),this}clampScalar(e,t){return this.x=ze(this.x,e,t),this.y=ze(this.y,e,t),this}clampLength(e,t){let i=this.length();return this.divideScalar(i||1).multiplyScalar(ze(i,e,t))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this}negate(){return this.x=-this.x,this.y=-this.y,this}dot(e){return this.x*e.x+this.y*e.y}cross(e){return this.x*e.y-this.y*e.x}lengthSq(){return this.x*this.x+this.y*this.y}length(){return Math.sqrt(this.x*this.x+this.y*this.y)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)}normalize(){return this.divideScalar(this.length()||1)}angle(){return Math.atan2(-this.y,-this.x)+Math.PI}angleTo(e){let t=Math.sqrt(this.lengthSq()*e.lengthSq());if(t===0)return Math.PI/2;let i=this.dot(e)/t;return Math.acos(ze(i,-1,1))}distanceTo(e){return Math.sqrt(this.distanceToSquared(e))}distanceToSquared(e){let t=this.x-e.x,i=this.y-e.y;return t*t+i*i}manhattanDistanceTo(e){return Math.abs(this.x-e.x)+Math.abs(this.y-e.y)}setLength(e){return this.normalize().multiplyScalar(e)}lerp(e,t){return this.x+=(e.x-this.x)*t,this.y+=(e.y-this.y)*t,this}lerpVectors(e,t,i){return this.x=e.x+(t.x-e.x)*i,this.y=e.y+(t.y-e.y)*i,this}equals(e){return e.x===this.x&&e.y===this.y}fromArray(e,t=0){return this.x=e[t],this.y=e[t+1],this}toArray(e=[],t=0){return e[t]=this.x,e[t+1]=this.y,e}fromBufferAttribute(e,t){return this.x=e.getX(t),this.y=e.getY(t),this}rotateAround(e,t){let i=Math.cos(t),r=Math.sin(t),a=this.x-e.x,n=this.y-e.y;return this.x=a*i-n*r+e.x,this.y=a*r+n*i+e.y,this}random(){return this.x=Math.random(),this.y=Math.random(),this}*[Symbol.iterator](){yield this.x,yield this.y}},Ni=class{constructor(e=0,t=0,i=0,r=1){this.isQuaternion=!0,this._x=e,this._y=t,this._z=i,this._w=r}static slerpFlat(e,t,i,r,a,n,s){let o=i[r+0],l=i[r+1],h=i[r+2],u=i[r+3],d=a[n+0],c=a[n+1],f=a[n+2],M=a[n+3];if(u!==M||o!==d||l!==c||h!==f){let S=o*d+l*c+h*f+u*M;S<0&&(d=-d,c=-c,f=-f,M=-M,S=-S);let g=1-s;if(S<.9995){let p=Math.acos(S),T=Math.sin(p);g=Math.sin(g*p)/T,s=Math.sin(s*p)/T,o=o*g+d*s,l=l*g+c*s,h=h*g+f*s,u=u*g+M*s}else{o=o*g+d*s,l=l*g+c*s,h=h*g+f*s,u=u*g+M*s;let p=1/Math.sqrt(o*o+l*l+h*h+u*u);o*=p,l*=p,h*=p,u*=p}}e[t]=o,e[t+1]=l,e[t+2]=h,e[t+3]=u}static multiplyQuaternionsFlat(e,t,i,r,a,n){let s=i[r],o=i[r+1],l=i[r+2],h=i[r+3],u=a[n],d=a[n+1],c=a[n+2],f=a[n+3];return e[t]=s*f+h*u+o*c-l*d,e[t+1]=o*f+h*d+l*u-s*c,e[t+2]=l*f+h*c+s*d-o*u,e[t+3]=h*f-s*u-o*d-l*c,e}get x(){return this._x}set x(e){this._x=e,this._onChangeCallback()}get y(){return this._y}set y(e){this._y=e,this._onChangeCallback()}get z(){return this._z}set z(e){this._z=e,this._onChangeCallback()}get w(){return this._w}set w(e){this._w=e,this._onChangeCallback()}set(e,t,i,r){return this._x=e,this._y=t,this._z=i,this._w=r,this._onChangeCallback(),this}clone(){return new this.constructor(this._x,this._y,this._z,this._w)}copy(e){return this._x=e.x,this._y=e.y,this._z=e.z,this._w=e.w,this._onChangeCallback(),this}setFromEuler(e,t=!0){let i=e._x,r=e._y,a=e._z,n=e._order,s=Math.cos,o=Math.sin,l=s(i/2),h=s(r/2),u=s(a/2),d=o(i/2),c=o(r/2),f=o(a/2);switch(n){case"XYZ":this._x=d*h*u+l*c*f,this._y=l*c*u-d*h*f,this._z=l*h*f+d*c*u,this._w=l*h*u-d*c*f;break;case"YXZ":this._x=d*h*u+l*c*f,this._y=l*c*u-d*h*f,this._z=l*h*f-d*c*u,this._w=l*h*u+d*c*f;break;case"ZXY":this._x=d*h*u-l*c*f,this._y=l*c*u+d*h*f,this._z=l*h*f+d*c*u,this._w=l*h*u-d*c*f;break;case"ZYX":this._x=d*h*u-l*c*f,this._y=l*c*u+d*h*f,this._z=l*h*f-d*c*u,this._w=l*h*u+d*c*f;break;case"YZX":this._x=d*h*u+l*c*f,this._y=l*c*u+d*h*f,this._z=l*h*f-d*c*u,this._w=l*h*u-d*c*f;break;case"XZY":this._x=d*h*u-l*c*f,this._y=l*c*u-d*h*f,this._z=l*h*f+d*c*u,this._w=l*h*u+d*c*f;break;default:Le("Quaternion: .setFromEuler() encountered an unknown order: "+n)}return t===!0&&this._onChangeCallback(),this}setFromAxisAngle(e,t){let i=t/2,r=Math.sin(i);return this._x=e.x*r,this._y=e.y*r,this._z=e.z*r,this._w=Math.cos(i),this._onChangeCallback(),this}setFromRotationMatrix(e){let t=e.elements,i=t[0],r=t[4],a=t[8],n=t[1],s=t[5],o=t[9],l=t[2],h=t[6],u=t[10],d=i+s+u;if(d>0){let c=.5/Math.sqrt(d+1);this._w=.25/c,this._x=(h-o)*c,this._y=(a-l)*c,this._z=(n-r)*c}else if(i>s&&i>u){let c=2*Math.sqrt(1+i-s-u);this._w=(h-o)/c,this._x=.25*c,this._y=(r+n)/c,this._z=(a+l)/c}else if(s>u){let c=2*Math.sqrt(1+s-i-u);this._w=(a-l)/c,this._x=(r+n)/c,this._y=.25*c,this._z=(o+h)/c}else{let c=2*Math.sqrt(1+u-i-s);this._w=(n-r)/c,this._x=(a+l)/c,this._y=(o+h)/c,this._z=.25*c}return this._onChangeCallback(),this}setFromUnitVectors(e,t){let i=e.dot(t)+1;return i<1e-8?(i=0,Math.abs(e.x)>Math.abs(e.z)?(this._x=-e.y,this._y=e.x,this._z=0,this._w=i):(this._x=0,this._y=-e.z,this._z=e.y,this._w=i)):(this._x=e.y*t.z-e.z*t.y,this._y=e.z*t.x-e.x*t.z,this._z=e.x*t.y-e.y*t.x,this._w=i),this.normalize()}angleTo(e){return 2*Math.acos(Math.abs(ze(this.dot(e),-1,1)))}rotateTowards(e,t){let i=this.angleTo(e);if(i===0)return this;let r=Math.min(1,t/i);return this.slerp(e,r),this}identity(){return this.set(0,0,0,1)}invert(){return this.conjugate()}conjugate(){return this._x*=-1,this._y*=-1,this._z*=-1,this._onChangeCallback(),this}dot(e){return this._x*e._x+this._y*e._y+this._z*e._z+this._w*e._w}lengthSq(){return this._x*this._x+this._y*this._y+this._z*this._z+this._w*this._w}length(){return Math.sqrt(this._x*this._x+this._y*this._y+this._z*this._z+this._w*this._w)}normalize(){let e=this.length();return e===0?(this._x=0,this._y=0,this._z=0,this._w=1):(e=1/e,this._x=this._x*e,this._y=this._y*e,this._z=this._z*e,this._w=this._w*e),this._onChangeCallback(),this}multiply(e){return this.multiplyQuaternions(this,e)}premultiply(e){return this.multiplyQuaternions(e,this)}multiplyQuaternions(e,t){let i=e._x,r=e._y,a=e._z,n=e._w,s=t._x,o=t._y,l=t._z,h=t._w;return this._x=i*h+n*s+r*l-a*o,this._y=r*h+n*o+a*s-i*l,this._z=a*h+n*l+i*o-r*s,this._w=n*h-i*s-r*o-a*l,this._onChangeCallback(),this}slerp(e,t){let i=e._x,r=e._y,a=e._z,n=e._w,s=this.dot(e);s<0&&(i=-i,r=-r,a=-a,n=-n,s=-s);let o=1-t;if(s<.9995){let l=Math.acos(s),h=Math.sin(l);o=Math.sin(o*l)/h,t=Math.sin(t*l)/h,this._x=this._x*o+i*t,this._y=this._y*o+r*t,this._z=this._z*o+a*t,this._w=this._w*o+n*t,this._onChangeCallback()}else this._x=this._x*o+i*t,this._y=this._y*o+r*t,this._z=this._z*o+a*t,this._w=this._w*o+n*t,this.normalize();return this}slerpQuaternions(e,t,i){return this.copy(e).slerp(t,i)}random(){let e=2*Math.PI*Math.random(),t=2*Math.PI*Math.random(),i=Math.random(),r=Math.sqrt(1-i),a=Math.sqrt(i);return this.set(r*Math.sin(e),r*Math.cos(e),a*Math.sin(t),a*Math.cos(t))}equals(e){return e._x===this._x&&e._y===this._y&&e._z===this._z&&e._w===this._w}fromArray(e,t=0){return this._x=e[t],this._y=e[t+1],this._z=e[t+2],this._w=e[t+3],this._onChangeCallback(),this}toArray(e=[],t=0){return e[t]=this._x,e[t+1]=this._y,e[t+2]=this._z,e[t+3]=this._w,e}fromBufferAttribute(e,t){return this._x=e.getX(t),this._y=e.getY(t),this._z=e.getZ(t),this._w=e.getW(t),this._onChangeCallback(),this}toJSON(){return this.toArray()}_onChange(e){return this._onChangeCallback=e,this}_onChangeCallback(){}*[Symbol.iterator](){yield this._x,yield this._y,yield this._z,yield this._w}},W=class{static{this.prototype.isVector3=!0}constructor(e=0,t=0,i=0){this.x=e,this.y=t,this.z=i}set(e,t,i){return i===void 0&&(i=this.z),this.x=e,this.y=t,this.z=i,this}setScalar(e){return this.x=e,this.y=e,this.z=e,this}setX(e){return this.x=e,this}setY(e){return this.y=e,this}setZ(e){return this.z=e,this}setComponent(e,t){switch(e){case 0:this.x=t;break;case 1:this.y=t;break;case 2:this.z=t;break;default:throw new Error("THREE.Vector3: index is out of range: "+e)}return this}getComponent(e){switch(e){case 0:return this.x;case 1:return this.y;case 2:return this.z;default:throw new Error("THREE.Vector3: index is out of range: "+e)}}clone(){return new this.constructor(this.x,this.y,this.z)}copy(e){return this.x=e.x,this.y=e.y,this.z=e.z,this}add(e){return this.x+=e.x,this.y+=e.y,this.z+=e.z,this}addScalar(e){return this.x+=e,this.y+=e,this.z+=e,this}addVectors(e,t){return this.x=e.x+t.x,this.y=e.y+t.y,this.z=e.z+t.z,this}addScaledVector(e,t){return this.x+=e.x*t,this.y+=e.y*t,this.z+=e.z*t,this}sub(e){return this.x-=e.x,this.y-=e.y,this.z-=e.z,this}subScalar(e){return this.x-=e,this.y-=e,this.z-=e,this}subVectors(e,t){return this.x=e.x-t.x,this.y=e.y-t.y,this.z=e.z-t.z,this}multiply(e){return this.x*=e.x,this.y*=e.y,this.z*=e.z,this}multiplyScalar(e){return this.x*=e,this.y*=e,this.z*=e,this}multiplyVectors(e,t){return this.x=e.x*t.x,this.y=e.y*t.y,this.z=e.z*t.z,this}applyEuler(e){return this.applyQuaternion(lh.setFromEuler(e))}applyAxisAngle(e,t){return this.applyQuaternion(lh.setFromAxisAngle(e,t))}applyMatrix3(e){let t=this.x,i=this.y,r=this.z,a=e.elements;return this.x=a[0]*t+a[3]*i+a[6]*r,this.y=a[1]*t+a[4]*i+a[7]*r,this.z=a[2]*t+a[5]*i+a[8]*r,this}applyNormalMatrix(e){return this.applyMatrix3(e).normalize()}applyMatrix4(e){let t=this.x,i=this.y,r=this.z,a=e.elements,n=1/(a[3]*t+a[7]*i+a[11]*r+a[15]);return this.x=(a[0]*t+a[4]*i+a[8]*r+a[12])*n,this.y=(a[1]*t+a[5]*i+a[9]*r+a[13])*n,this.z=(a[2]*t+a[6]*i+a[10]*r+a[14])*n,this}applyQuaternion(e){let t=this.x,i=this.y,r=this.z,a=e.x,n=e.y,s=e.z,o=e.w,l=2*(n*r-s*i),h=2*(s*t-a*r),u=2*(a*i-n*t);return this.x=t+o*l+n*u-s*h,this.y=i+o*h+s*l-a*u,this.z=r+o*u+a*h-n*l,this}project(e){return this.applyMatrix4(e.matrixWorldInverse).applyMatrix4(e.projectionMatrix)}unproject(e){return this.applyMatrix4(e.projectionMatrixInverse).applyMatrix4(e.matrixWorld)}transformDirection(e){let t=this.x,i=this.y,r=this.z,a=e.elements;return this.x=a[0]*t+a[4]*i+a[8]*r,this.y=a[1]*t+a[5]*i+a[9]*r,this.z=a[2]*t+a[6]*i+a[10]*r,this.normalize()}divide(e){return this.x/=e.x,this.y/=e.y,this.z/=e.z,this}divideScalar(e){return this.multiplyScalar(1/e)}min(e){return this.x=Math.min(this.x,e.x),this.y=Math.min(this.y,e.y),this.z=Math.min(this.z,e.z),this}max(e){return this.x=Math.max(this.x,e.x),this.y=Math.max(this.y,e.y),this.z=Math.max(this.z,e.z),this}clamp(e,t){return this.x=ze(this.x,e.x,t.x),this.y=ze(this.y,e.y,t.y),this.z=ze(this.z,e.z,t.z),this}clampScalar(e,t){return this.x=ze(this.x,e,t),this.y=ze(this.y,e,t),this.z=ze(this.z,e,t),this}clampLength(e,t){let i=this.length();return this.divideScalar(i||1).multiplyScalar(ze(i,e,t))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this.z=Math.floor(this.z),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this.z=Math.ceil(this.z),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this.z=Math.round(this.z),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this.z=Math.trunc(this.z),this}negate(){return this.x=-this.x,this.y=-this.y,this.z=-this.z,this}dot(e){return this.x*e.x+this.y*e.y+this.z*e.z}lengthSq(){return this.x*this.x+this.y*this.y+this.z*this.z}length(){return Math.sqrt(this.x*this.x+this.y*this.y+this.z*this.z)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)+Math.abs(this.z)}normalize(){return this.divideScalar(this.length()||1)}setLength(e){return this.normalize().multiplyScalar(e)}lerp(e,t){return this.x+=(e.x-this.x)*t,this.y+=(e.y-this.y)*t,this.z+=(e.z-this.z)*t,this}lerpVectors(e,t,i){return this.x=e.x+(t.x-e.x)*i,this.y=e.y+(t.y-e.y)*i,this.z=e.z+(t.z-e.z)*i,this}cross(e){return this.crossVectors(this,e)}crossVectors(e,t){let i=e.x,r=e.y,a=e.z,n=t.x,s=t.y,o=t.z;return this.x=r*o-a*s,this.y=a*n-i*o,this.z=i*s-r*n,this}projectOnVector(e){let t=e.lengthSq();if(t===0)return this.set(0,0,0);let i=e.dot(this)/t;return this.copy(e).multiplyScalar(i)}projectOnPlane(e){return hs.copy(this).projectOnVector(e),this.sub(hs)}reflect(e){return this.sub(hs.copy(e).multiplyScalar(2*this.dot(e)))}angleTo(e){let t=Math.sqrt(this.lengthSq()*e.lengthSq());if(t===0)return Math.PI/2;let i=this.dot(e)/t;return Math.acos(ze(i,-1,1))}distanceTo(e){return Math.sqrt(this.distanceToSquared(e))}distanceToSquared(e){let t=this.x-e.x,i=this.y-e.y,r=this.z-e.z;return t*t+i*i+r*r}manhattanDistanceTo(e){return Math.abs(this.x-e.x)+Math.abs(this.y-e.y)+Math.abs(this.z-e.z)}setFromSpherical(e){return this.setFromSphericalCoords(e.radius,e.phi,e.theta)}setFromSphericalCoords(e,t,i){let r=Math.sin(t)*e;return this.x=r*Math.sin(i),this.y=Math.cos(t)*e,this.z=r*Math.cos(i),this}setFromCylindrical(e){return this.setFromCylindricalCoords(e.radius,e.theta,e.y)}setFromCylindricalCoords(e,t,i){return this.x=e*Math.sin(t),this.y=i,this.z=e*Math.cos(t),this}setFromMatrixPosition(e){let t=e.elements;return this.x=t[12],this.y=t[13],this.z=t[14],this}setFromMatrixScale(e){let t=this.setFromMatrixColumn(e,0).length(),i=this.setFromMatrixColumn(e,1).length(),r=this.setFromMatrixColumn(e,2).length();return this.x=t,this.y=i,this.z=r,this}setFromMatrixColumn(e,t){return this.fromArray(e.elements,t*4)}setFromMatrix3Column(e,t){return this.fromArray(e.elements,t*3)}setFromEuler(e){return this.x=e._x,this.y=e._y,this.z=e._z,this}setFromColor(e){return this.x=e.r,this.y=e.g,this.z=e.b,this}equals(e){return e.x===this.x&&e.y===this.y&&e.z===this.z}fromArray(e,t=0){return this.x=e[t],this.y=e[t+1],this.z=e[t+2],this}toArray(e=[],t=0){return e[t]=this.x,e[t+1]=this.y,e[t+2]=this.z,e}fromBufferAttribute(e,t){return this.x=e.getX(t),this.y=e.getY(t),this.z=e.getZ(t),this}random(){return this.x=Math.random(),this.y=Math.random(),this.z=Math.random(),this}randomDirection(){let e=Math.random()*Math.PI*2,t=Math.random()*2-1,i=Math.sqrt(1-t*t);return this.x=i*Math.cos(e),this.y=t,this.z=i*Math.sin(e),this}*[Symbol.iterator](){yield this.x,yield this.y,yield this.z}},hs=new W,lh=new Ni,Ie=class{static{this.prototype.isMatrix3=!0}constructor(e,t,i,r,a,n,s,o,l){this.elements=[1,0,0,0,1,0,0,0,1],e!==void 0&&this.set(e,t,i,r,a,n,s,o,l)}set(e,t,i,r,a,n,s,o,l){let h=this.elements;return h[0]=e,h[1]=r,h[2]=s,h[3]=t,h[4]=a,h[5]=o,h[6]=i,h[7]=n,h[8]=l,this}identity(){return this.set(1,0,0,0,1,0,0,0,1),this}copy(e){let t=this.elements,i=e.elements;return t[0]=i[0],t[1]=i[1],t[2]=i[2],t[3]=i[3],t[4]=i[4],t[5]=i[5],t[6]=i[6],t[7]=i[7],t[8]=i[8],this}extractBasis(e,t,i){return e.setFromMatrix3Column(this,0),t.setFromMatrix3Column(this,1),i.setFromMatrix3Column(this,2),this}setFromMatrix4(e){let t=e.elements;return this.set(t[0],t[4],t[8],t[1],t[5],t[9],t[2],t[6],t[10]),this}multiply(e){return this.multiplyMatrices(this,e)}premultiply(e){return this.multiplyMatrices(e,this)}multiplyMatrices(e,t){let i=e.elements,r=t.elements,a=this.elements,n=i[0],s=i[3],o=i[6],l=i[1],h=i[4],u=i[7],d=i[2],c=i[5],f=i[8],M=r[0],S=r[3],g=r[6],p=r[1],T=r[4],A=r[7],E=r[2],w=r[5],R=r[8];return a[0]=n*M+s*p+o*E,a[3]=n*S+s*T+o*w,a[6]=n*g+s*A+o*R,a[1]=l*M+h*p+u*E,a[4]=l*S+h*T+u*w,a[7]=l*g+h*A+u*R,a[2]=d*M+c*p+f*E,a[5]=d*S+c*T+f*w,a[8]=d*g+c*A+f*R,this}multiplyScalar(e){let t=this.elements;return t[0]*=e,t[3]*=e,t[6]*=e,t[1]*=e,t[4]*=e,t[7]*=e,t[2]*=e,t[5]*=e,t[8]*=e,this}determinant(){let e=this.elements,t=e[0],i=e[1],r=e[2],a=e[3],n=e[4],s=e[5],o=e[6],l=e[7],h=e[8];return t*n*h-t*s*l-i*a*h+i*s*o+r*a*l-r*n*o}invert(){let e=this.elements,t=e[0],i=e[1],r=e[2],a=e[3],n=e[4],s=e[5],o=e[6],l=e[7],h=e[8],u=h*n-s*l,d=s*o-h*a,c=l*a-n*o,f=t*u+i*d+r*c;if(f===0)return this.set(0,0,0,0,0,0,0,0,0);let M=1/f;return e[0]=u*M,e[1]=(r*l-h*i)*M,e[2]=(s*i-r*n)*M,e[3]=d*M,e[4]=(h*t-r*o)*M,e[5]=(r*a-s*t)*M,e[6]=c*M,e[7]=(i*o-l*t)*M,e[8]=(n*t-i*a)*M,this}transpose(){let e,t=this.elements;return e=t[1],t[1]=t[3],t[3]=e,e=t[2],t[2]=t[6],t[6]=e,e=t[5],t[5]=t[7],t[7]=e,this}getNormalMatrix(e){return this.setFromMatrix4(e).invert().transpose()}transposeIntoArray(e){let t=this.elements;return e[0]=t[0],e[1]=t[3],e[2]=t[6],e[3]=t[1],e[4]=t[4],e[5]=t[7],e[6]=t[2],e[7]=t[5],e[8]=t[8],this}setUvTransform(e,t,i,r,a,n,s){let o=Math.cos(a),l=Math.sin(a);return this.set(i*o,i*l,-i*(o*n+l*s)+n+e,-r*l,r*o,-r*(-l*n+o*s)+s+t,0,0,1),this}scale(e,t){return fn("Matrix3: .scale() is deprecated. Use .makeScale() instead."),this.premultiply(us.makeScale(e,t)),this}rotate(e){return fn("Matrix3: .rotate() is deprecated. Use .makeRotation() instead."),this.premultiply(us.makeRotation(-e)),this}translate(e,t){return fn("Matrix3: .translate() is deprecated. Use .makeTranslation() instead."),this.premultiply(us.makeTranslation(e,t)),this}makeTranslation(e,t){return e.isVector2?this.set(1,0,e.x,0,1,e.y,0,0,1):this.set(1,0,e,0,1,t,0,0,1),this}makeRotation(e){let t=Math.cos(e),i=Math.sin(e);return this.set(t,-i,0,i,t,0,0,0,1),this}makeScale(e,t){return this.set(e,0,0,0,t,0,0,0,1),this}equals(e){let t=this.elements,i=e.elements;for(let r=0;r<9;r++)if(t[r]!==i[r])return!1;return!0}fromArray(e,t=0){for(let i=0;i<9;i++)this.elements[i]=e[i+t];return this}toArray(e=[],t=0){let i=this.elements;return e[t]=i[0],e[t+1]=i[1],e[t+2]=i[2],e[t+3]=i[3],e[t+4]=i[4],e[t+5]=i[5],e[t+6]=i[6],e[t+7]=i[7],e[t+8]=i[8],e}clone(){return new this.constructor().fromArray(this.elements)}},us=new Ie,hh=new Ie().set(.4123908,.3575843,.1804808,.212639,.7151687,.0721923,.0193308,.1191948,.9505322),uh=new Ie().set(3.2409699,-1.5373832,-.4986108,-.9692436,1.8759675,.0415551,.0556301,-.203977,1.0569715);function Jg(){let e={enabled:!0,workingColorSpace:Cn,spaces:{},convert:function(a,n,s){return this.enabled===!1||n===s||!n||!s||(this.spaces[n].transfer===qe&&(a.r=Ci(a.r),a.g=Ci(a.g),a.b=Ci(a.b)),this.spaces[n].primaries!==this.spaces[s].primaries&&(a.applyMatrix3(this.spaces[n].toXYZ),a.applyMatrix3(this.spaces[s].fromXYZ)),this.spaces[s].transfer===qe&&(a.r=Dr(a.r),a.g=Dr(a.g),a.b=Dr(a.b))),a},workingToColorSpace:function(a,n){return this.convert(a,this.workingColorSpace,n)},colorSpaceToWorking:function(a,n){return this.convert(a,n,this.workingColorSpace)},getPrimaries:function(a){return this.spaces[a].primaries},getTransfer:function(a){return a===Gi?Ln:this.spaces[a].transfer},getToneMappingMode:function(a){return this.spaces[a].outputColorSpaceConfig.toneMappingMode||"standard"},getLuminanceCoefficients:function(a,n=this.workingColorSpace){return a.fromArray(this.spaces[n].luminanceCoefficients)},define:function(a){Object.assign(this.spaces,a)},_getMatrix:function(a,n,s){return a.copy(this.spaces[s].fromXYZ).multiply(this.spaces[n].toXYZ)},_getDrawingBufferColorSpace:function(a){return this.spaces[a].outputColorSpaceConfig.drawingBufferColorSpace},_getUnpackColorSpace:function(a=this.workingColorSpace){return this.spaces[a].workingColorSpaceConfig.unpackColorSpace}},t=[.64,.33,.3,.6,.15,.06],i=[.2126,.7152,.0722],r=[.3127,.329];return e.define({[Cn]:{primaries:t,whitePoint:r,transfer:Ln,toXYZ:hh,fromXYZ:uh,luminanceCoefficients:i,workingColorSpaceConfig:{unpackColorSpace:kt},outputColorSpaceConfig:{drawingBufferColorSpace:kt}},[kt]:{primaries:t,whitePoint:r,transfer:qe,toXYZ:hh,fromXYZ:uh,luminanceCoefficients:i,outputColorSpaceConfig:{drawingBufferColorSpace:kt}}}),e}var Ve=Jg();function Ci(e){return e<.04045?e*.0773993808:Math.pow(e*.9478672986+.0521327014,2.4)}function Dr(e){return e<.0031308?e*12.92:1.055*Math.pow(e,.41666)-.055}var dr,Qg=class{static getDataURL(e,t="image/png"){if(/^data:/i.test(e.src)||typeof HTMLCanvasElement>"u")return e.src;let i;if(e instanceof HTMLCanvasElement)i=e;else{dr===void 0&&(dr=Nn("canvas")),dr.width=e.width,dr.height=e.height;let r=dr.getContext("2d");e instanceof ImageData?r.putImageData(e,0,0):r.drawImage(e,0,0,e.width,e.height),i=dr}return i.toDataURL(t)}static sRGBToLinear(e){if(typeof HTMLImageElement<"u"&&e instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&e instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&e instanceof ImageBitmap){let t=Nn("canvas");t.width=e.width,t.height=e.height;let i=t.getContext("2d");i.drawImage(e,0,0,e.width,e.height);let r=i.getImageData(0,0,e.width,e.height),a=r.data;for(let n=0;n<a.length;n++)a[n]=Ci(a[n]/255)*255;return i.putImageData(r,0,0),t}else if(e.data){let t=e.data.slice(0);for(let i=0;i<t.length;i++)t instanceof Uint8Array||t instanceof Uint8ClampedArray?t[i]=Math.floor(Ci(t[i]/255)*255):t[i]=Ci(t[i]);return{data:t,width:e.width,height:e.height}}else return Le("ImageUtils.sRGBToLinear(): Unsupported image type. No color space conversion applied."),e}},e_=0,il=class{constructor(e=null){this.isTextureSource=!0,Object.defineProperty(this,"id",{value:e_++}),this.uuid=Xr(),this.data=e,this.dataReady=!0,this.version=0}getSize(e){let t=this.data;return typeof HTMLVideoElement<"u"&&t instanceof HTMLVideoElement?e.set(t.videoWidth,t.videoHeight,0):typeof VideoFrame<"u"&&t instanceof VideoFrame?e.set(t.displayWidth,t.displayHeight,0):t!==null?e.set(t.width||0,t.height||0,t.depth||0):e.set(0,0,0),e}set needsUpdate(e){e===!0&&this.version++}toJSON(e){let t=e===void 0||typeof e=="string";if(!t&&e.images[this.uuid]!==void 0)return e.images[this.uuid];let i={uuid:this.uuid,url:""},r=this.data;if(r!==null){let a;if(Array.isArray(r)){a=[];for(let n=0,s=r.length;n<s;n++)r[n].isDataTexture?a.push(cs(r[n].image)):a.push(cs(r[n]))}else a=cs(r);i.url=a}return t||(e.images[this.uuid]=i),i}};function cs(e){return typeof HTMLImageElement<"u"&&e instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&e instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&e instanceof ImageBitmap?Qg.getDataURL(e):e.data?{data:Array.from(e.data),width:e.width,height:e.height,type:e.data.constructor.name}:(Le("Texture: Unable to serialize Texture."),{})}var t_=0,ds=new W,ei=class mn extends qi{constructor(t=mn.DEFAULT_IMAGE,i=mn.DEFAULT_MAPPING,r=Ai,a=Ai,n=Dt,s=Wi,o=si,l=Gt,h=mn.DEFAULT_ANISOTROPY,u=Gi){super(),this.isTexture=!0,Object.defineProperty(this,"id",{value:t_++}),this.uuid=Xr(),this.name="",this.source=new il(t),this.mipmaps=[],this.mapping=i,this.channel=0,this.wrapS=r,this.wrapT=a,this.magFilter=n,this.minFilter=s,this.anisotropy=h,this.format=o,this.internalFormat=null,this.type=l,this.offset=new Fe(0,0),this.repeat=new Fe(1,1),this.center=new Fe(0,0),this.rotation=0,this.matrixAutoUpdate=!0,this.matrix=new Ie,this.generateMipmaps=!0,this.mipmapsAutoUpdate=!0,this.premultiplyAlpha=!1,this.flipY=!0,this.unpackAlignment=4,this.colorSpace=u,this.userData={},this.updateRanges=[],this.version=0,this.onUpdate=null,this.renderTarget=null,this.isRenderTargetTexture=!1,this.isArrayTexture=!!(t&&t.depth&&t.depth>1),this.pmremVersion=0,this.isPMREMTexture=!1,this.normalized=!1}get width(){return this.source.getSize(ds).x}get height(){return this.source.getSize(ds).y}get depth(){return this.source.getSize(ds).z}get image(){return this.source.data}set image(t){this.source.data=t}updateMatrix(){this.matrix.setUvTransform(this.offset.x,this.offset.y,this.repeat.x,this.repeat.y,this.rotation,this.center.x,this.center.y)}addUpdateRange(t,i){this.updateRanges.push({start:t,count:i})}clearUpdateRanges(){this.updateRanges.length=0}clone(){return new this.constructor().copy(this)}copy(t){return this.name=t.name,this.source=t.source,this.mipmaps=t.mipmaps.slice(0),this.mapping=t.mapping,this.channel=t.channel,this.wrapS=t.wrapS,this.wrapT=t.wrapT,this.magFilter=t.magFilter,this.minFilter=t.minFilter,this.anisotropy=t.anisotropy,this.format=t.format,this.internalFormat=t.internalFormat,this.type=t.type,this.normalized=t.normalized,this.offset.copy(t.offset),this.repeat.copy(t.repeat),this.center.copy(t.center),this.rotation=t.rotation,this.matrixAutoUpdate=t.matrixAutoUpdate,this.matrix.copy(t.matrix),this.generateMipmaps=t.generateMipmaps,this.mipmapsAutoUpdate=t.mipmapsAutoUpdate,this.premultiplyAlpha=t.premultiplyAlpha,this.flipY=t.flipY,this.unpackAlignment=t.unpackAlignment,this.colorSpace=t.colorSpace,this.renderTarget=t.renderTarget,this.isRenderTargetTexture=t.isRenderTargetTexture,this.isPMREMTexture=t.isPMREMTexture,this.isArrayTexture=t.isArrayTexture,this.userData=JSON.parse(JSON.stringify(t.userData)),this.needsUpdate=!0,this}setValues(t){for(let i in t){let r=t[i];if(r===void 0){Le(`Texture.setValues(): parameter '${i}' has value of undefined.`);continue}let a=this[i];if(a===void 0){Le(`Texture.setValues(): property '${i}' does not exist.`);continue}a&&r&&a.isVector2&&r.isVector2||a&&r&&a.isVector3&&r.isVector3||a&&r&&a.isMatrix3&&r.isMatrix3?a.copy(r):this[i]=r}}toJSON(t){let i=t===void 0||typeof t=="string";if(!i&&t.textures[this.uuid]!==void 0)return t.textures[this.uuid];let r={metadata:{version:4.7,type:"Texture",generator:"Texture.toJSON"},uuid:this.uuid,name:this.name,image:this.source.toJSON(t).uuid,mapping:this.mapping,channel:this.channel,repeat:[this.repeat.x,this.repeat.y],offset:[this.offset.x,this.offset.y],center:[this.center.x,this.center.y],rotation:this.rotation,wrap:[this.wrapS,this.wrapT],format:this.format,internalFormat:this.internalFormat,type:this.type,normalized:this.normalized,colorSpace:this.colorSpace,minFilter:this.minFilter,magFilter:this.magFilter,anisotropy:this.anisotropy,flipY:this.flipY,generateMipmaps:this.generateMipmaps,mipmapsAutoUpdate:this.mipmapsAutoUpdate,premultiplyAlpha:this.premultiplyAlpha,unpackAlignment:this.unpackAlignment};return Object.keys(this.userData).length>0&&(r.userData=this.userData),i||(t.textures[this.uuid]=r),r}dispose(){this.dispatchEvent({type:"dispose"})}transformUv(t){if(this.mapping!==Ju)return t;if(t.applyMatrix3(this.matrix),t.x<0||t.x>1)switch(this.wrapS){case Zs:t.x=t.x-Math.floor(t.x);break;case Ai:t.x=t.x<0?0:1;break;case $s:Math.abs(Math.floor(t.x)%2)===1?t.x=Math.ceil(t.x)-t.x:t.x=t.x-Math.floor(t.x);break}if(t.y<0||t.y>1)switch(this.wrapT){case Zs:t.y=t.y-Math.floor(t.y);break;case Ai:t.y=t.y<0?0:1;break;case $s:Math.abs(Math.floor(t.y)%2)===1?t.y=Math.ceil(t.y)-t.y:t.y=t.y-Math.floor(t.y);break}return this.flipY&&(t.y=1-t.y),t}set needsUpdate(t){t===!0&&(this.version++,this.source.needsUpdate=!0)}set needsPMREMUpdate(t){t===!0&&this.pmremVersion++}};ei.DEFAULT_IMAGE=null;ei.DEFAULT_MAPPING=Ju;ei.DEFAULT_ANISOTROPY=1;var lt=class{static{this.prototype.isVector4=!0}constructor(e=0,t=0,i=0,r=1){this.x=e,this.y=t,this.z=i,this.w=r}get width(){return this.z}set width(e){this.z=e}get height(){return this.w}set height(e){this.w=e}set(e,t,i,r){return this.x=e,this.y=t,this.z=i,this.w=r,this}setScalar(e){return this.x=e,this.y=e,this.z=e,this.w=e,this}setX(e){return this.x=e,this}setY(e){return this.y=e,this}setZ(e){return this.z=e,this}setW(e){return this.w=e,this}setComponent(e,t){switch(e){case 0:this.x=t;break;case 1:this.y=t;break;case 2:this.z=t;break;case 3:this.w=t;break;default:throw new Error("THREE.Vector4: index is out of range: "+e)}return this}getComponent(e){switch(e){case 0:return this.x;case 1:return this.y;case 2:return this.z;case 3:return this.w;default:throw new Error("THREE.Vector4: index is out of range: "+e)}}clone(){return new this.constructor(this.x,this.y,this.z,this.w)}copy(e){return this.x=e.x,this.y=e.y,this.z=e.z,this.w=e.w!==void 0?e.w:1,this}add(e){return this.x+=e.x,this.y+=e.y,this.z+=e.z,this.w+=e.w,this}addScalar(e){return this.x+=e,this.y+=e,this.z+=e,this.w+=e,this}addVectors(e,t){return this.x=e.x+t.x,this.y=e.y+t.y,this.z=e.z+t.z,this.w=e.w+t.w,this}addScaledVector(e,t){return this.x+=e.x*t,this.y+=e.y*t,this.z+=e.z*t,this.w+=e.w*t,this}sub(e){return this.x-=e.x,this.y-=e.y,this.z-=e.z,this.w-=e.w,this}subScalar(e){return this.x-=e,this.y-=e,this.z-=e,this.w-=e,this}subVectors(e,t){return this.x=e.x-t.x,this.y=e.y-t.y,this.z=e.z-t.z,this.w=e.w-t.w,this}multiply(e){return this.x*=e.x,this.y*=e.y,this.z*=e.z,this.w*=e.w,this}multiplyScalar(e){return this.x*=e,this.y*=e,this.z*=e,this.w*=e,this}applyMatrix4(e){let t=this.x,i=this.y,r=this.z,a=this.w,n=e.elements;return this.x=n[0]*t+n[4]*i+n[8]*r+n[12]*a,this.y=n[1]*t+n[5]*i+n[9]*r+n[13]*a,this.z=n[2]*t+n[6]*i+n[10]*r+n[14]*a,this.w=n[3]*t+n[7]*i+n[11]*r+n[15]*a,this}divide(e){return this.x/=e.x,this.y/=e.y,this.z/=e.z,this.w/=e.w,this}divideScalar(e){return this.multiplyScalar(1/e)}setAxisAngleFromQuaternion(e){this.w=2*Math.acos(e.w);let t=Math.sqrt(1-e.w*e.w);return t<1e-4?(this.x=1,this.y=0,this.z=0):(this.x=e.x/t,this.y=e.y/t,this.z=e.z/t),this}setAxisAngleFromRotationMatrix(e){let t,i,r,a,n=e.elements,s=n[0],o=n[4],l=n[8],h=n[1],u=n[5],d=n[9],c=n[2],f=n[6],M=n[10];if(Math.abs(o-h)<.01&&Math.abs(l-c)<.01&&Math.abs(d-f)<.01){if(Math.abs(o+h)<.1&&Math.abs(l+c)<.1&&Math.abs(d+f)<.1&&Math.abs(s+u+M-3)<.1)return this.set(1,0,0,0),this;t=Math.PI;let g=(s+1)/2,p=(u+1)/2,T=(M+1)/2,A=(o+h)/4,E=(l+c)/4,w=(d+f)/4;return g>p&&g>T?g<.01?(i=0,r=.707106781,a=.707106781):(i=Math.sqrt(g),r=A/i,a=E/i):p>T?p<.01?(i=.707106781,r=0,a=.707106781):(r=Math.sqrt(p),i=A/r,a=w/r):T<.01?(i=.707106781,r=.707106781,a=0):(a=Math.sqrt(T),i=E/a,r=w/a),this.set(i,r,a,t),this}let S=Math.sqrt((f-d)*(f-d)+(l-c)*(l-c)+(h-o)*(h-o));return Math.abs(S)<.001&&(S=1),this.x=(f-d)/S,this.y=(l-c)/S,this.z=(h-o)/S,this.w=Math.acos((s+u+M-1)/2),this}setFromMatrixPosition(e){let t=e.elements;return this.x=t[12],this.y=t[13],this.z=t[14],this.w=t[15],this}min(e){return this.x=Math.min(this.x,e.x),this.y=Math.min(this.y,e.y),this.z=Math.min(this.z,e.z),this.w=Math.min(this.w,e.w),this}max(e){return this.x=Math.max(this.x,e.x),this.y=Math.max(this.y,e.y),this.z=Math.max(this.z,e.z),this.w=Math.max(this.w,e.w),this}clamp(e,t){return this.x=ze(this.x,e.x,t.x),this.y=ze(this.y,e.y,t.y),this.z=ze(this.z,e.z,t.z),this.w=ze(this.w,e.w,t.w),this}clampScalar(e,t){return this.x=ze(this.x,e,t),this.y=ze(this.y,e,t),this.z=ze(this.z,e,t),this.w=ze(this.w,e,t),this}clampLength(e,t){let i=this.length();return this.divideScalar(i||1).multiplyScalar(ze(i,e,t))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this.z=Math.floor(this.z),this.w=Math.floor(this.w),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this.z=Math.ceil(this.z),this.w=Math.ceil(this.w),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this.z=Math.round(this.z),this.w=Math.round(this.w),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this.z=Math.trunc(this.z),this.w=Math.trunc(this.w),this}negate(){return this.x=-this.x,this.y=-this.y,this.z=-this.z,this.w=-this.w,this}dot(e){return this.x*e.x+this.y*e.y+this.z*e.z+this.w*e.w}lengthSq(){return this.x*this.x+this.y*this.y+this.z*this.z+this.w*this.w}length(){return Math.sqrt(this.x*this.x+this.y*this.y+this.z*this.z+this.w*this.w)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)+Math.abs(this.z)+Math.abs(this.w)}normalize(){return this.divideScalar(this.length()||1)}setLength(e){return this.normalize().multiplyScalar(e)}lerp(e,t){return this.x+=(e.x-this.x)*t,this.y+=(e.y-this.y)*t,this.z+=(e.z-this.z)*t,this.w+=(e.w-this.w)*t,this}lerpVectors(e,t,i){return this.x=e.x+(t.x-e.x)*i,this.y=e.y+(t.y-e.y)*i,this.z=e.z+(t.z-e.z)*i,this.w=e.w+(t.w-e.w)*i,this}equals(e){return e.x===this.x&&e.y===this.y&&e.z===this.z&&e.w===this.w}fromArray(e,t=0){return this.x=e[t],this.y=e[t+1],this.z=e[t+2],this.w=e[t+3],this}toArray(e=[],t=0){return e[t]=this.x,e[t+1]=this.y,e[t+2]=this.z,e[t+3]=this.w,e}fromBufferAttribute(e,t){return this.x=e.getX(t),this.y=e.getY(t),this.z=e.getZ(t),this.w=e.getW(t),this}random(){return this.x=Math.random(),this.y=Math.random(),this.z=Math.random(),this.w=Math.random(),this}*[Symbol.iterator](){yield this.x,yield this.y,yield this.z,yield this.w}},i_=class extends qi{constructor(e=1,t=1,i={}){super(),i=Object.assign({generateMipmaps:!1,internalFormat:null,minFilter:Dt,depthBuffer:!0,stencilBuffer:!1,resolveColorBuffer:!0,resolveDepthBuffer:!0,resolveStencilBuffer:!0,storeMultisampledColorBuffer:!0,storeMultisampledDepthBuffer:!0,storeMultisampledStencilBuffer:!0,depthTexture:null,samples:0,count:1,depth:1,multiview:!1,useArrayDepthTexture:!1},i),this.isRenderTarget=!0,this.width=e,this.height=t,this.depth=i.depth,this.scissor=new lt(0,0,e,t),this.scissorTest=!1,this.viewport=new lt(0,0,e,t),this.textures=[];let r=i.count;for(let a=0;a<r;a++)this.textures[a]=new ei({width:e,height:t,depth:i.depth}),this.textures[a].isRenderTargetTexture=!0,this.textures[a].renderTarget=this;this._setTextureOptions(i),this.depthBuffer=i.depthBuffer,this.stencilBuffer=i.stencilBuffer,this.resolveColorBuffer=i.resolveColorBuffer,this.resolveDepthBuffer=i.resolveDepthBuffer,this.resolveStencilBuffer=i.resolveStencilBuffer,this.storeMultisampledColorBuffer=i.storeMultisampledColorBuffer,this.storeMultisampledDepthBuffer=i.storeMultisampledDepthBuffer,this.storeMultisampledStencilBuffer=i.storeMultisampledStencilBuffer,this._depthTexture=null,this.depthTexture=i.depthTexture,this.samples=i.samples,this.multiview=i.multiview,this.useArrayDepthTexture=i.useArrayDepthTexture}_setTextureOptions(e={}){let t={minFilter:Dt,generateMipmaps:!1,flipY:!1,internalFormat:null};e.mapping!==void 0&&(t.mapping=e.mapping),e.wrapS!==void 0&&(t.wrapS=e.wrapS),e.wrapT!==void 0&&(t.wrapT=e.wrapT),e.wrapR!==void 0&&(t.wrapR=e.wrapR),e.magFilter!==void 0&&(t.magFilter=e.magFilter),e.minFilter!==void 0&&(t.minFilter=e.minFilter),e.format!==void 0&&(t.format=e.format),e.type!==void 0&&(t.type=e.type),e.anisotropy!==void 0&&(t.anisotropy=e.anisotropy),e.colorSpace!==void 0&&(t.colorSpace=e.colorSpace),e.flipY!==void 0&&(t.flipY=e.flipY),e.generateMipmaps!==void 0&&(t.generateMipmaps=e.generateMipmaps),e.mipmapsAutoUpdate!==void 0&&(t.mipmapsAutoUpdate=e.mipmapsAutoUpdate),e.internalFormat!==void 0&&(t.internalFormat=e.internalFormat);for(let i=0;i<this.textures.length;i++)this.textures[i].setValues(t)}get texture(){return this.textures[0]}set texture(e){this.textures[0]=e}set depthTexture(e){this._depthTexture!==null&&this._depthTexture.renderTarget===this&&(this._depthTexture.renderTarget=null),e!==null&&e.renderTarget===null&&(e.renderTarget=this),this._depthTexture=e}get depthTexture(){return this._depthTexture}setSize(e,t,i=1){if(this.width!==e||this.height!==t||this.depth!==i){this.width=e,this.height=t,this.depth=i;for(let r=0,a=this.textures.length;r<a;r++)this.textures[r].image.width=e,this.textures[r].image.height=t,this.textures[r].image.depth=i,this.textures[r].isData3DTexture!==!0&&(this.textures[r].isArrayTexture=this.textures[r].image.depth>1);this.dispose()}this.viewport.set(0,0,e,t),this.scissor.set(0,0,e,t)}clone(){return new this.constructor().copy(this)}copy(e){this.width=e.width,this.height=e.height,this.depth=e.depth,this.scissor.copy(e.scissor),this.scissorTest=e.scissorTest,this.viewport.copy(e.viewport),this.textures.length=0;for(let t=0,i=e.textures.length;t<i;t++){this.textures[t]=e.textures[t].clone(),this.textures[t].isRenderTargetTexture=!0,this.textures[t].renderTarget=this;let r=Object.assign({},e.textures[t].image);this.textures[t].source=new il(r)}if(this.depthBuffer=e.depthBuffer,this.stencilBuffer=e.stencilBuffer,this.resolveColorBuffer=e.resolveColorBuffer,this.resolveDepthBuffer=e.resolveDepthBuffer,this.resolveStencilBuffer=e.resolveStencilBuffer,this.storeMultisampledColorBuffer=e.storeMultisampledColorBuffer,this.storeMultisampledDepthBuffer=e.storeMultisampledDepthBuffer,this.storeMultisampledStencilBuffer=e.storeMultisampledStencilBuffer,e.depthTexture!==null)if(e.depthTexture.renderTarget===e){let t=e.depthTexture.clone();t.renderTarget=null,this.depthTexture=t}else this.depthTexture=e.depthTexture;else this.depthTexture=null;return this.samples=e.samples,this.multiview=e.multiview,this.useArrayDepthTexture=e.useArrayDepthTexture,this}dispose(){this.dispatchEvent({type:"dispose"})}},hi=class extends i_{constructor(e=1,t=1,i={}){super(e,t,i),this.isWebGLRenderTarget=!0}},pc=class extends ei{constructor(e=null,t=1,i=1,r=1){super(null),this.isDataArrayTexture=!0,this.image={data:e,width:t,height:i,depth:r},this.magFilter=Mt,this.minFilter=Mt,this.wrapR=Ai,this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1,this.layerUpdates=new Set}copy(e){return super.copy(e),this.wrapR=e.wrapR,this}addLayerUpdate(e){this.layerUpdates.add(e)}clearLayerUpdates(){this.layerUpdates.clear()}},r_=class extends ei{constructor(e=null,t=1,i=1,r=1){super(null),this.isData3DTexture=!0,this.image={data:e,width:t,height:i,depth:r},this.magFilter=Mt,this.minFilter=Mt,this.wrapR=Ai,this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1}copy(e){return super.copy(e),this.wrapR=e.wrapR,this}},ht=class fc{static{this.prototype.isMatrix4=!0}constructor(t,i,r,a,n,s,o,l,h,u,d,c,f,M,S,g){this.elements=[1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1],t!==void 0&&this.set(t,i,r,a,n,s,o,l,h,u,d,c,f,M,S,g)}set(t,i,r,a,n,s,o,l,h,u,d,c,f,M,S,g){let p=this.elements;return p[0]=t,p[4]=i,p[8]=r,p[12]=a,p[1]=n,p[5]=s,p[9]=o,p[13]=l,p[2]=h,p[6]=u,p[10]=d,p[14]=c,p[3]=f,p[7]=M,p[11]=S,p[15]=g,this}identity(){return this.set(1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1),this}clone(){return new fc().fromArray(this.elements)}copy(t){let i=this.elements,r=t.elements;return i[0]=r[0],i[1]=r[1],i[2]=r[2],i[3]=r[3],i[4]=r[4],i[5]=r[5],i[6]=r[6],i[7]=r[7],i[8]=r[8],i[9]=r[9],i[10]=r[10],i[11]=r[11],i[12]=r[12],i[13]=r[13],i[14]=r[14],i[15]=r[15],this}copyPosition(t){let i=this.elements,r=t.elements;return i[12]=r[12],i[13]=r[13],i[14]=r[14],this}setFromMatrix3(t){let i=t.elements;return this.set(i[0],i[3],i[6],0,i[1],i[4],i[7],0,i[2],i[5],i[8],0,0,0,0,1),this}extractBasis(t,i,r){return this.determinantAffine()===0?(t.set(1,0,0),i.set(0,1,0),r.set(0,0,1),this):(t.setFromMatrixColumn(this,0),i.setFromMatrixColumn(this,1),r.setFromMatrixColumn(this,2),this)}makeBasis(t,i,r){return this.set(t.x,i.x,r.x,0,t.y,i.y,r.y,0,t.z,i.z,r.z,0,0,0,0,1),this}extractRotation(t){if(t.determinantAffine()===0)return this.identity();let i=this.elements,r=t.elements,a=1/pr.setFromMatrixColumn(t,0).length(),n=1/pr.setFromMatrixColumn(t,1).length(),s=1/pr.setFromMatrixColumn(t,2).length();return i[0]=r[0]*a,i[1]=r[1]*a,i[2]=r[2]*a,i[3]=0,i[4]=r[4]*n,i[5]=r[5]*n,i[6]=r[6]*n,i[7]=0,i[8]=r[8]*s,i[9]=r[9]*s,i[10]=r[10]*s,i[11]=0,i[12]=0,i[13]=0,i[14]=0,i[15]=1,this}makeRotationFromEuler(t){let i=this.elements,r=t.x,a=t.y,n=t.z,s=Math.cos(r),o=Math.sin(r),l=Math.cos(a),h=Math.sin(a),u=Math.cos(n),d=Math.sin(n);if(t.order==="XYZ"){let c=s*u,f=s*d,M=o*u,S=o*d;i[0]=l*u,i[4]=-l*d,i[8]=h,i[1]=f+M*h,i[5]=c-S*h,i[9]=-o*l,i[2]=S-c*h,i[6]=M+f*h,i[10]=s*l}else if(t.order==="YXZ"){let c=l*u,f=l*d,M=h*u,S=h*d;i[0]=c+S*o,i[4]=M*o-f,i[8]=s*h,i[1]=s*d,i[5]=s*u,i[9]=-o,i[2]=f*o-M,i[6]=S+c*o,i[10]=s*l}else if(t.order==="ZXY"){let c=l*u,f=l*d,M=h*u,S=h*d;i[0]=c-S*o,i[4]=-s*d,i[8]=M+f*o,i[1]=f+M*o,i[5]=s*u,i[9]=S-c*o,i[2]=-s*h,i[6]=o,i[10]=s*l}else if(t.order==="ZYX"){let c=s*u,f=s*d,M=o*u,S=o*d;i[0]=l*u,i[4]=M*h-f,i[8]=c*h+S,i[1]=l*d,i[5]=S*h+c,i[9]=f*h-M,i[2]=-h,i[6]=o*l,i[10]=s*l}else if(t.order==="YZX"){let c=s*l,f=s*h,M=o*l,S=o*h;i[0]=l*u,i[4]=S-c*d,i[8]=M*d+f,i[1]=d,i[5]=s*u,i[9]=-o*u,i[2]=-h*u,i[6]=f*d+M,i[10]=c-S*d}else if(t.order==="XZY"){let c=s*l,f=s*h,M=o*l,S=o*h;i[0]=l*u,i[4]=-d,i[8]=h*u,i[1]=c*d+S,i[5]=s*u,i[9]=f*d-M,i[2]=M*d-f,i[6]=o*u,i[10]=S*d+c}return i[3]=0,i[7]=0,i[11]=0,i[12]=0,i[13]=0,i[14]=0,i[15]=1,this}makeRotationFromQuaternion(t){return this.compose(a_,t,n_)}lookAt(t,i,r){let a=this.elements;return Ft.subVectors(t,i),Ft.lengthSq()===0&&(Ft.z=1),Ft.normalize(),Fi.crossVectors(r,Ft),Fi.lengthSq()===0&&(Math.abs(r.z)===1?Ft.x+=1e-4:Ft.z+=1e-4,Ft.normalize(),Fi.crossVectors(r,Ft)),Fi.normalize(),Na.crossVectors(Ft,Fi),a[0]=Fi.x,a[4]=Na.x,a[8]=Ft.x,a[1]=Fi.y,a[5]=Na.y,a[9]=Ft.y,a[2]=Fi.z,a[6]=Na.z,a[10]=Ft.z,this}multiply(t){return this.multiplyMatrices(this,t)}premultiply(t){return this.multiplyMatrices(t,this)}multiplyMatrices(t,i){let r=t.elements,a=i.elements,n=this.elements,s=r[0],o=r[4],l=r[8],h=r[12],u=r[1],d=r[5],c=r[9],f=r[13],M=r[2],S=r[6],g=r[10],p=r[14],T=r[3],A=r[7],E=r[11],w=r[15],R=a[0],m=a[4],x=a[8],I=a[12],j=a[1],O=a[5],G=a[9],J=a[13],y=a[2],N=a[6],D=a[10],L=a[14],Z=a[3],B=a[7],k=a[11],$=a[15];return n[0]=s*R+o*j+l*y+h*Z,n[4]=s*m+o*O+l*N+h*B,n[8]=s*x+o*G+l*D+h*k,n[12]=s*I+o*J+l*L+h*$,n[1]=u*R+d*j+c*y+f*Z,n[5]=u*m+d*O+c*N+f*B,n[9]=u*x+d*G+c*D+f*k,n[13]=u*I+d*J+c*L+f*$,n[2]=M*R+S*j+g*y+p*Z,n[6]=M*m+S*O+g*N+p*B,n[10]=M*x+S*G+g*D+p*k,n[14]=M*I+S*J+g*L+p*$,n[3]=T*R+A*j+E*y+w*Z,n[7]=T*m+A*O+E*N+w*B,n[11]=T*x+A*G+E*D+w*k,n[15]=T*I+A*J+E*L+w*$,this}multiplyScalar(t){let i=this.elements;return i[0]*=t,i[4]*=t,i[8]*=t,i[12]*=t,i[1]*=t,i[5]*=t,i[9]*=t,i[13]*=t,i[2]*=t,i[6]*=t,i[10]*=t,i[14]*=t,i[3]*=t,i[7]*=t,i[11]*=t,i[15]*=t,this}determinant(){let t=this.elements,i=t[0],r=t[4],a=t[8],n=t[12],s=t[1],o=t[5],l=t[9],h=t[13],u=t[2],d=t[6],c=t[10],f=t[14],M=t[3],S=t[7],g=t[11],p=t[15],T=l*f-h*c,A=o*f-h*d,E=o*c-l*d,w=s*f-h*u,R=s*c-l*u,m=s*d-o*u;return i*(S*T-g*A+p*E)-r*(M*T-g*w+p*R)+a*(M*A-S*w+p*m)-n*(M*E-S*R+g*m)}determinantAffine(){let t=this.elements,i=t[0],r=t[4],a=t[8],n=t[1],s=t[5],o=t[9],l=t[2],h=t[6],u=t[10];return i*(s*u-o*h)-r*(n*u-o*l)+a*(n*h-s*l)}transpose(){let t=this.elements,i;return i=t[1],t[1]=t[4],t[4]=i,i=t[2],t[2]=t[8],t[8]=i,i=t[6],t[6]=t[9],t[9]=i,i=t[3],t[3]=t[12],t[12]=i,i=t[7],t[7]=t[13],t[13]=i,i=t[11],t[11]=t[14],t[14]=i,this}setPosition(t,i,r){let a=this.elements;return t.isVector3?(a[12]=t.x,a[13]=t.y,a[14]=t.z):(a[12]=t,a[13]=i,a[14]=r),this}invert(){let t=this.elements,i=t[0],r=t[1],a=t[2],n=t[3],s=t[4],o=t[5],l=t[6],h=t[7],u=t[8],d=t[9],c=t[10],f=t[11],M=t[12],S=t[13],g=t[14],p=t[15],T=i*o-r*s,A=i*l-a*s,E=i*h-n*s,w=r*l-a*o,R=r*h-n*o,m=a*h-n*l,x=u*S-d*M,I=u*g-c*M,j=u*p-f*M,O=d*g-c*S,G=d*p-f*S,J=c*p-f*g,y=T*J-A*G+E*O+w*j-R*I+m*x;if(y===0)return this.set(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0);let N=1/y;return t[0]=(o*J-l*G+h*O)*N,t[1]=(a*G-r*J-n*O)*N,t[2]=(S*m-g*R+p*w)*N,t[3]=(c*R-d*m-f*w)*N,t[4]=(l*j-s*J-h*I)*N,t[5]=(i*J-a*j+n*I)*N,t[6]=(g*E-M*m-p*A)*N,t[7]=(u*m-c*E+f*A)*N,t[8]=(s*G-o*j+h*x)*N,t[9]=(r*j-i*G-n*x)*N,t[10]=(M*R-S*E+p*T)*N,t[11]=(d*E-u*R-f*T)*N,t[12]=(o*I-s*O-l*x)*N,t[13]=(i*O-r*I+a*x)*N,t[14]=(S*A-M*w-g*T)*N,t[15]=(u*w-d*A+c*T)*N,this}scale(t){let i=this.elements,r=t.x,a=t.y,n=t.z;return i[0]*=r,i[4]*=a,i[8]*=n,i[1]*=r,i[5]*=a,i[9]*=n,i[2]*=r,i[6]*=a,i[10]*=n,i[3]*=r,i[7]*=a,i[11]*=n,this}getMaxScaleOnAxis(){let t=this.elements,i=t[0]*t[0]+t[1]*t[1]+t[2]*t[2],r=t[4]*t[4]+t[5]*t[5]+t[6]*t[6],a=t[8]*t[8]+t[9]*t[9]+t[10]*t[10];return Math.sqrt(Math.max(i,r,a))}makeTranslation(t,i,r){return t.isVector3?this.set(1,0,0,t.x,0,1,0,t.y,0,0,1,t.z,0,0,0,1):this.set(1,0,0,t,0,1,0,i,0,0,1,r,0,0,0,1),this}makeRotationX(t){let i=Math.cos(t),r=Math.sin(t);return this.set(1,0,0,0,0,i,-r,0,0,r,i,0,0,0,0,1),this}makeRotationY(t){let i=Math.cos(t),r=Math.sin(t);return this.set(i,0,r,0,0,1,0,0,-r,0,i,0,0,0,0,1),this}makeRotationZ(t){let i=Math.cos(t),r=Math.sin(t);return this.set(i,-r,0,0,r,i,0,0,0,0,1,0,0,0,0,1),this}makeRotationAxis(t,i){let r=Math.cos(i),a=Math.sin(i),n=1-r,s=t.x,o=t.y,l=t.z,h=n*s,u=n*o;return this.set(h*s+r,h*o-a*l,h*l+a*o,0,h*o+a*l,u*o+r,u*l-a*s,0,h*l-a*o,u*l+a*s,n*l*l+r,0,0,0,0,1),this}makeScale(t,i,r){return this.set(t,0,0,0,0,i,0,0,0,0,r,0,0,0,0,1),this}makeShear(t,i,r,a,n,s){return this.set(1,r,n,0,t,1,s,0,i,a,1,0,0,0,0,1),this}compose(t,i,r){let a=this.elements,n=i._x,s=i._y,o=i._z,l=i._w,h=n+n,u=s+s,d=o+o,c=n*h,f=n*u,M=n*d,S=s*u,g=s*d,p=o*d,T=l*h,A=l*u,E=l*d,w=r.x,R=r.y,m=r.z;return a[0]=(1-(S+p))*w,a[1]=(f+E)*w,a[2]=(M-A)*w,a[3]=0,a[4]=(f-E)*R,a[5]=(1-(c+p))*R,a[6]=(g+T)*R,a[7]=0,a[8]=(M+A)*m,a[9]=(g-T)*m,a[10]=(1-(c+S))*m,a[11]=0,a[12]=t.x,a[13]=t.y,a[14]=t.z,a[15]=1,this}decompose(t,i,r){let a=this.elements;t.x=a[12],t.y=a[13],t.z=a[14];let n=this.determinantAffine();if(n===0)return r.set(1,1,1),i.identity(),this;let s=pr.set(a[0],a[1],a[2]).length(),o=pr.set(a[4],a[5],a[6]).length(),l=pr.set(a[8],a[9],a[10]).length();n<0&&(s=-s),Yt.copy(this);let h=1/s,u=1/o,d=1/l;return Yt.elements[0]*=h,Yt.elements[1]*=h,Yt.elements[2]*=h,Yt.elements[4]*=u,Yt.elements[5]*=u,Yt.elements[6]*=u,Yt.elements[8]*=d,Yt.elements[9]*=d,Yt.elements[10]*=d,i.setFromRotationMatrix(Yt),r.x=s,r.y=o,r.z=l,this}makePerspective(t,i,r,a,n,s,o=Jt,l=!1){let h=this.elements,u=2*n/(i-t),d=2*n/(r-a),c=(i+t)/(i-t),f=(r+a)/(r-a),M,S;if(l)M=n/(s-n),S=s*n/(s-n);else if(o===Jt)M=-(s+n)/(s-n),S=-2*s*n/(s-n);else if(o===Pn)M=-s/(s-n),S=-s*n/(s-n);else throw new Error("THREE.Matrix4.makePerspective(): Invalid coordinate system: "+o);return h[0]=u,h[4]=0,h[8]=c,h[12]=0,h[1]=0,h[5]=d,h[9]=f,h[13]=0,h[2]=0,h[6]=0,h[10]=M,h[14]=S,h[3]=0,h[7]=0,h[11]=-1,h[15]=0,this}makeOrthographic(t,i,r,a,n,s,o=Jt,l=!1){let h=this.elements,u=2/(i-t),d=2/(r-a),c=-(i+t)/(i-t),f=-(r+a)/(r-a),M,S;if(l)M=1/(s-n),S=s/(s-n);else if(o===Jt)M=-2/(s-n),S=-(s+n)/(s-n);else if(o===Pn)M=-1/(s-n),S=-n/(s-n);else throw new Error("THREE.Matrix4.makeOrthographic(): Invalid coordinate system: "+o);return h[0]=u,h[4]=0,h[8]=0,h[12]=c,h[1]=0,h[5]=d,h[9]=0,h[13]=f,h[2]=0,h[6]=0,h[10]=M,h[14]=S,h[3]=0,h[7]=0,h[11]=0,h[15]=1,this}equals(t){let i=this.elements,r=t.elements;for(let a=0;a<16;a++)if(i[a]!==r[a])return!1;return!0}fromArray(t,i=0){for(let r=0;r<16;r++)this.elements[r]=t[r+i];return this}toArray(t=[],i=0){let r=this.elements;return t[i]=r[0],t[i+1]=r[1],t[i+2]=r[2],t[i+3]=r[3],t[i+4]=r[4],t[i+5]=r[5],t[i+6]=r[6],t[i+7]=r[7],t[i+8]=r[8],t[i+9]=r[9],t[i+10]=r[10],t[i+11]=r[11],t[i+12]=r[12],t[i+13]=r[13],t[i+14]=r[14],t[i+15]=r[15],t}},pr=new W,Yt=new ht,a_=new W(0,0,0),n_=new W(1,1,1),Fi=new W,Na=new W,Ft=new W,ch=new ht,dh=new Ni,_a=class mc{constructor(t=0,i=0,r=0,a=mc.DEFAULT_ORDER){this.isEuler=!0,this._x=t,this._y=i,this._z=r,this._order=a}get x(){return this._x}set x(t){this._x=t,this._onChangeCallback()}get y(){return this._y}set y(t){this._y=t,this._onChangeCallback()}get z(){return this._z}set z(t){this._z=t,this._onChangeCallback()}get order(){return this._order}set order(t){this._order=t,this._onChangeCallback()}set(t,i,r,a=this._order){return this._x=t,this._y=i,this._z=r,this._order=a,this._onChangeCallback(),this}clone(){return new this.constructor(this._x,this._y,this._z,this._order)}copy(t){return this._x=t._x,this._y=t._y,this._z=t._z,this._order=t._order,this._onChangeCallback(),this}setFromRotationMatrix(t,i=this._order,r=!0){let a=t.elements,n=a[0],s=a[4],o=a[8],l=a[1],h=a[5],u=a[9],d=a[2],c=a[6],f=a[10];switch(i){case"XYZ":this._y=Math.asin(ze(o,-1,1)),Math.abs(o)<.9999999?(this._x=Math.atan2(-u,f),this._z=Math.atan2(-s,n)):(this._x=Math.atan2(c,h),this._z=0);break;case"YXZ":this._x=Math.asin(-ze(u,-1,1)),Math.abs(u)<.9999999?(this._y=Math.atan2(o,f),this._z=Math.atan2(l,h)):(this._y=Math.atan2(-d,n),this._z=0);break;case"ZXY":this._x=Math.asin(ze(c,-1,1)),Math.abs(c)<.9999999?(this._y=Math.atan2(-d,f),this._z=Math.atan2(-s,h)):(this._y=0,this._z=Math.atan2(l,n));break;case"ZYX":this._y=Math.asin(-ze(d,-1,1)),Math.abs(d)<.9999999?(this._x=Math.atan2(c,f),this._z=Math.atan2(l,n)):(this._x=0,this._z=Math.atan2(-s,h));break;case"YZX":this._z=Math.asin(ze(l,-1,1)),Math.abs(l)<.9999999?(this._x=Math.atan2(-u,h),this._y=Math.atan2(-d,n)):(this._x=0,this._y=Math.atan2(o,f));break;case"XZY":this._z=Math.asin(-ze(s,-1,1)),Math.abs(s)<.9999999?(this._x=Math.atan2(c,h),this._y=Math.atan2(o,n)):(this._x=Math.atan2(-u,f),this._y=0);break;default:Le("Euler: .setFromRotationMatrix() encountered an unknown order: "+i)}return this._order=i,r===!0&&this._onChangeCallback(),this}setFromQuaternion(t,i,r){return ch.makeRotationFromQuaternion(t),this.setFromRotationMatrix(ch,i,r)}setFromVector3(t,i=this._order){return this.set(t.x,t.y,t.z,i)}reorder(t){return dh.setFromEuler(this),this.setFromQuaternion(dh,t)}equals(t){return t._x===this._x&&t._y===this._y&&t._z===this._z&&t._order===this._order}fromArray(t){return this._x=t[0],this._y=t[1],this._z=t[2],t[3]!==void 0&&(this._order=t[3]),this._onChangeCallback(),this}toArray(t=[],i=0){return t[i]=this._x,t[i+1]=this._y,t[i+2]=this._z,t[i+3]=this._order,t}_onChange(t){return this._onChangeCallback=t,this}_onChangeCallback(){}*[Symbol.iterator](){yield this._x,yield this._y,yield this._z,yield this._order}};_a.DEFAULT_ORDER="XYZ";var gc=class{constructor(){this.mask=1}set(e){this.mask=(1<<e|0)>>>0}enable(e){this.mask|=1<<e|0}enableAll(){this.mask=-1}toggle(e){this.mask^=1<<e|0}disable(e){this.mask&=~(1<<e|0)}disableAll(){this.mask=0}test(e){return(this.mask&e.mask)!==0}isEnabled(e){return(this.mask&(1<<e|0))!==0}},s_=0,ph=new W,fr=new Ni,vi=new ht,Da=new W,Zr=new W,o_=new W,l_=new Ni,fh=new W(1,0,0),mh=new W(0,1,0),gh=new W(0,0,1),_h={type:"added"},h_={type:"removed"},mr={type:"childadded",child:null},ps={type:"childremoved",child:null},fi=class gn extends qi{constructor(){super(),this.isObject3D=!0,Object.defineProperty(this,"id",{value:s_++}),this.uuid=Xr(),this.name="",this.type="Object3D",this.parent=null,this.children=[],this.up=gn.DEFAULT_UP.clone();let t=new W,i=new _a,r=new Ni,a=new W(1,1,1);function n(){r.setFromEuler(i,!1)}function s(){i.setFromQuaternion(r,void 0,!1)}i._onChange(n),r._onChange(s),Object.defineProperties(this,{position:{configurable:!0,enumerable:!0,value:t},rotation:{configurable:!0,enumerable:!0,value:i},quaternion:{configurable:!0,enumerable:!0,value:r},scale:{configurable:!0,enumerable:!0,value:a},modelViewMatrix:{value:new ht},normalMatrix:{value:new Ie}}),this.matrix=new ht,this.matrixWorld=new ht,this.matrixAutoUpdate=gn.DEFAULT_MATRIX_AUTO_UPDATE,this.matrixWorldAutoUpdate=gn.DEFAULT_MATRIX_WORLD_AUTO_UPDATE,this.matrixWorldNeedsUpdate=!1,this.layers=new gc,this.visible=!0,this.castShadow=!1,this.receiveShadow=!1,this.frustumCulled=!0,this.renderOrder=0,this.animations=[],this.customDepthMaterial=void 0,this.customDistanceMaterial=void 0,this.static=!1,this.userData={},this.pivot=null}onBeforeShadow(){}onAfterShadow(){}onBeforeRender(){}onAfterRender(){}applyMatrix4(t){this.matrixAutoUpdate&&this.updateMatrix(),this.matrix.premultiply(t),this.matrix.decompose(this.position,this.quaternion,this.scale),this.pivot!==null&&this.position.copy(this.pivot).applyMatrix4(this.matrix).sub(this.pivot)}applyQuaternion(t){return this.quaternion.premultiply(t),this}setRotationFromAxisAngle(t,i){this.quaternion.setFromAxisAngle(t,i)}setRotationFromEuler(t){this.quaternion.setFromEuler(t,!0)}setRotationFromMatrix(t){this.quaternion.setFromRotationMatrix(t)}setRotationFromQuaternion(t){this.quaternion.copy(t)}rotateOnAxis(t,i){return fr.setFromAxisAngle(t,i),this.quaternion.multiply(fr),this}rotateOnWorldAxis(t,i){return fr.setFromAxisAngle(t,i),this.quaternion.premultiply(fr),this}rotateX(t){return this.rotateOnAxis(fh,t)}rotateY(t){return this.rotateOnAxis(mh,t)}rotateZ(t){return this.rotateOnAxis(gh,t)}translateOnAxis(t,i){return ph.copy(t).applyQuaternion(this.quaternion),this.position.add(ph.multiplyScalar(i)),this}translateX(t){return this.translateOnAxis(fh,t)}translateY(t){return this.translateOnAxis(mh,t)}translateZ(t){return this.translateOnAxis(gh,t)}localToWorld(t){return this.updateWorldMatrix(!0,!1),t.applyMatrix4(this.matrixWorld)}worldToLocal(t){return this.updateWorldMatrix(!0,!1),t.applyMatrix4(vi.copy(this.matrixWorld).invert())}lookAt(t,i,r){t.isVector3?Da.copy(t):Da.set(t,i,r);let a=this.parent;this.updateWorldMatrix(!0,!1),Zr.setFromMatrixPosition(this.matrixWorld),this.isCamera||this.isLight?vi.lookAt(Zr,Da,this.up):vi.lookAt(Da,Zr,this.up),this.quaternion.setFromRotationMatrix(vi),a&&(vi.extractRotation(a.matrixWorld),fr.setFromRotationMatrix(vi),this.quaternion.premultiply(fr.invert()))}add(t){if(arguments.length>1){for(let i=0;i<arguments.length;i++)this.add(arguments[i]);return this}return t===this?(Pe("Object3D.add: object can't be added as a child of itself.",t),this):(t&&t.isObject3D?(t.removeFromParent(),t.parent=this,this.children.push(t),t.dispatchEvent(_h),mr.child=t,this.dispatchEvent(mr),mr.child=null):Pe("Object3D.add: object not an instance of THREE.Object3D.",t),this)}remove(t){if(arguments.length>1){for(let r=0;r<arguments.length;r++)this.remove(arguments[r]);return this}let i=this.children.indexOf(t);return i!==-1&&(t.parent=null,this.children.splice(i,1),t.dispatchEvent(h_),ps.child=t,this.dispatchEvent(ps),ps.child=null),this}removeFromParent(){let t=this.parent;return t!==null&&t.remove(this),this}clear(){return this.remove(...this.children)}attach(t){return this.updateWorldMatrix(!0,!1),vi.copy(this.matrixWorld).invert(),t.parent!==null&&(t.parent.updateWorldMatrix(!0,!1),vi.multiply(t.parent.matrixWorld)),t.applyMatrix4(vi),t.removeFromParent(),t.parent=this,this.children.push(t),t.updateWorldMatrix(!1,!0),t.dispatchEvent(_h),mr.child=t,this.dispatchEvent(mr),mr.child=null,this}getObjectById(t){return this.getObjectByProperty("id",t)}getObjectByName(t){return this.getObjectByProperty("name",t)}getObjectByProperty(t,i){if(this[t]===i)return this;for(let r=0,a=this.children.length;r<a;r++){let n=this.children[r].getObjectByProperty(t,i);if(n!==void 0)return n}}getObjectsByProperty(t,i,r=[]){this[t]===i&&r.push(this);let a=this.children;for(let n=0,s=a.length;n<s;n++)a[n].getObjectsByProperty(t,i,r);return r}getWorldPosition(t){return this.updateWorldMatrix(!0,!1),t.setFromMatrixPosition(this.matrixWorld)}getWorldQuaternion(t){return this.updateWorldMatrix(!0,!1),this.matrixWorld.decompose(Zr,t,o_),t}getWorldScale(t){return this.updateWorldMatrix(!0,!1),this.matrixWorld.decompose(Zr,l_,t),t}getWorldDirection(t){this.updateWorldMatrix(!0,!1);let i=this.matrixWorld.elements;return t.set(i[8],i[9],i[10]).normalize()}raycast(){}intersectsFrustum(){return!0}traverse(t){t(this);let i=this.children;for(let r=0,a=i.length;r<a;r++)i[r].traverse(t)}traverseVisible(t){if(this.visible===!1)return;t(this);let i=this.children;for(let r=0,a=i.length;r<a;r++)i[r].traverseVisible(t)}traverseAncestors(t){let i=this.parent;i!==null&&(t(i),i.traverseAncestors(t))}updateMatrix(){this.matrix.compose(this.position,this.quaternion,this.scale);let t=this.pivot;if(t!==null){let i=t.x,r=t.y,a=t.z,n=this.matrix.elements;n[12]+=i-n[0]*i-n[4]*r-n[8]*a,n[13]+=r-n[1]*i-n[5]*r-n[9]*a,n[14]+=a-n[2]*i-n[6]*r-n[10]*a}this.matrixWorldNeedsUpdate=!0}updateMatrixWorld(t){this.matrixAutoUpdate&&this.updateMatrix(),(this.matrixWorldNeedsUpdate||t)&&(this.matrixWorldAutoUpdate===!0&&(this.parent===null?this.matrixWorld.copy(this.matrix):this.matrixWorld.multiplyMatrices(this.parent.matrixWorld,this.matrix)),this.matrixWorldNeedsUpdate=!1,t=!0);let i=this.children;for(let r=0,a=i.length;r<a;r++)i[r].updateMatrixWorld(t)}updateWorldMatrix(t,i,r=!1){let a=this.parent;if(t===!0&&a!==null&&a.updateWorldMatrix(!0,!1),this.matrixAutoUpdate&&this.updateMatrix(),(this.matrixWorldNeedsUpdate||r)&&(this.matrixWorldAutoUpdate===!0&&(this.parent===null?this.matrixWorld.copy(this.matrix):this.matrixWorld.multiplyMatrices(this.parent.matrixWorld,this.matrix)),this.matrixWorldNeedsUpdate=!1,r=!0),i===!0){let n=this.children;for(let s=0,o=n.length;s<o;s++)n[s].updateWorldMatrix(!1,!0,r)}}toJSON(t){let i=t===void 0||typeof t=="string",r={};i&&(t={geometries:{},materials:{},textures:{},images:{},shapes:{},skeletons:{},animations:{},nodes:{}},r.metadata={version:4.7,type:"Object",generator:"Object3D.toJSON"});let a={};a.uuid=this.uuid,a.type=this.type,a.name=this.name,a.castShadow=this.castShadow,a.receiveShadow=this.receiveShadow,a.visible=this.visible,a.frustumCulled=this.frustumCulled,a.renderOrder=this.renderOrder,a.static=this.static,a.matrixAutoUpdate=this.matrixAutoUpdate,Object.keys(this.userData).length>0&&(a.userData=this.userData),a.layers=this.layers.mask,a.matrix=this.matrix.toArray(),a.up=this.up.toArray(),this.pivot!==null&&(a.pivot=this.pivot.toArray()),this.morphTargetDictionary!==void 0&&(a.morphTargetDictionary=Object.assign({},this.morphTargetDictionary)),this.morphTargetInfluences!==void 0&&(a.morphTargetInfluences=this.morphTargetInfluences.slice()),this.isInstancedMesh&&(a.type="InstancedMesh",a.count=this.count,a.instanceMatrix=this.instanceMatrix.toJSON(),this.instanceColor!==null&&(a.instanceColor=this.instanceColor.toJSON())),this.isBatchedMesh&&(a.type="BatchedMesh",a.perObjectFrustumCulled=this.perObjectFrustumCulled,a.sortObjects=this.sortObjects,a.drawRanges=this._drawRanges,a.reservedRanges=this._reservedRanges,a.geometryInfo=this._geometryInfo.map(o=>({...o,boundingBox:o.boundingBox?o.boundingBox.toJSON():void 0,boundingSphere:o.boundingSphere?o.boundingSphere.toJSON():void 0})),a.instanceInfo=this._instanceInfo.map(o=>({...o})),a.availableInstanceIds=this._availableInstanceIds.slice(),a.availableGeometryIds=this._availableGeometryIds.slice(),a.nextIndexStart=this._nextIndexStart,a.nextVertexStart=this._nextVertexStart,a.geometryCount=this._geometryCount,a.maxInstanceCount=this._maxInstanceCount,a.maxVertexCount=this._maxVertexCount,a.maxIndexCount=this._maxIndexCount,a.geometryInitialized=this._geometryInitialized,a.matricesTexture=this._matricesTexture.toJSON(t),a.indirectTexture=this._indirectTexture.toJSON(t),this._colorsTexture!==null&&(a.colorsTexture=this._colorsTexture.toJSON(t)),this.boundingSphere!==null&&(a.boundingSphere=this.boundingSphere.toJSON()),this.boundingBox!==null&&(a.boundingBox=this.boundingBox.toJSON()));function n(o,l){return o[l.uuid]===void 0&&(o[l.uuid]=l.toJSON(t)),l.uuid}if(this.isScene)this.background&&(this.background.isColor?a.background=this.background.toJSON():this.background.isTexture&&(a.background=this.background.toJSON(t).uuid)),this.environment&&this.environment.isTexture&&this.environment.isRenderTargetTexture!==!0&&(a.environment=this.environment.toJSON(t).uuid);else if(this.isMesh||this.isLine||this.isPoints){a.geometry=n(t.geometries,this.geometry);let o=this.geometry.parameters;if(o!==void 0&&o.shapes!==void 0){let l=o.shapes;if(Array.isArray(l))for(let h=0,u=l.length;h<u;h++){let d=l[h];n(t.shapes,d)}else n(t.shapes,l)}}if(this.isSkinnedMesh&&(a.bindMode=this.bindMode,a.bindMatrix=this.bindMatrix.toArray(),this.skeleton!==void 0&&(n(t.skeletons,this.skeleton),a.skeleton=this.skeleton.uuid)),this.material!==void 0)if(Array.isArray(this.material)){let o=[];for(let l=0,h=this.material.length;l<h;l++)o.push(n(t.materials,this.material[l]));a.material=o}else a.material=n(t.materials,this.material);if(this.children.length>0){a.children=[];for(let o=0;o<this.children.length;o++)a.children.push(this.children[o].toJSON(t).object)}if(this.animations.length>0){a.animations=[];for(let o=0;o<this.animations.length;o++){let l=this.animations[o];a.animations.push(n(t.animations,l))}}if(i){let o=s(t.geometries),l=s(t.materials),h=s(t.textures),u=s(t.images),d=s(t.shapes),c=s(t.skeletons),f=s(t.animations),M=s(t.nodes);o.length>0&&(r.geometries=o),l.length>0&&(r.materials=l),h.length>0&&(r.textures=h),u.length>0&&(r.images=u),d.length>0&&(r.shapes=d),c.length>0&&(r.skeletons=c),f.length>0&&(r.animations=f),M.length>0&&(r.nodes=M)}return r.object=a,r;function s(o){let l=[];for(let h in o){let u=o[h];delete u.metadata,l.push(u)}return l}}clone(t){return new this.constructor().copy(this,t)}copy(t,i=!0){if(this.name=t.name,this.up.copy(t.up),this.position.copy(t.position),this.rotation.order=t.rotation.order,this.quaternion.copy(t.quaternion),this.scale.copy(t.scale),this.pivot=t.pivot!==null?t.pivot.clone():null,this.matrix.copy(t.matrix),this.matrixWorld.copy(t.matrixWorld),this.matrixAutoUpdate=t.matrixAutoUpdate,this.matrixWorldAutoUpdate=t.matrixWorldAutoUpdate,this.matrixWorldNeedsUpdate=t.matrixWorldNeedsUpdate,this.layers.mask=t.layers.mask,this.visible=t.visible,this.castShadow=t.castShadow,this.receiveShadow=t.receiveShadow,this.frustumCulled=t.frustumCulled,this.renderOrder=t.renderOrder,this.static=t.static,this.animations=t.animations.slice(),this.userData=JSON.parse(JSON.stringify(t.userData)),i===!0)for(let r=0;r<t.children.length;r++){let a=t.children[r];this.add(a.clone())}return this}dispose(){this.dispatchEvent({type:"dispose"})}};fi.DEFAULT_UP=new W(0,1,0);fi.DEFAULT_MATRIX_AUTO_UPDATE=!0;fi.DEFAULT_MATRIX_WORLD_AUTO_UPDATE=!0;var Ia=class extends fi{constructor(){super(),this.isGroup=!0,this.type="Group"}},u_={type:"move"},fs=class{constructor(){this._targetRay=null,this._grip=null,this._hand=null}getHandSpace(){return this._hand===null&&(this._hand=new Ia,this._hand.matrixAutoUpdate=!1,this._hand.visible=!1,this._hand.joints={},this._hand.inputState={pinching:!1}),this._hand}getTargetRaySpace(){return this._targetRay===null&&(this._targetRay=new Ia,this._targetRay.matrixAutoUpdate=!1,this._targetRay.visible=!1,this._targetRay.hasLinearVelocity=!1,this._targetRay.linearVelocity=new W,this._targetRay.hasAngularVelocity=!1,this._targetRay.angularVelocity=new W),this._targetRay}getGripSpace(){return this._grip===null&&(this._grip=new Ia,this._grip.matrixAutoUpdate=!1,this._grip.visible=!1,this._grip.hasLinearVelocity=!1,this._grip.linearVelocity=new W,this._grip.hasAngularVelocity=!1,this._grip.angularVelocity=new W,this._grip.eventsEnabled=!1),this._grip}dispatchEvent(e){return this._targetRay!==null&&this._targetRay.dispatchEvent(e),this._grip!==null&&this._grip.dispatchEvent(e),this._hand!==null&&this._hand.dispatchEvent(e),this}connect(e){if(e&&e.hand){let t=this._hand;if(t)for(let i of e.hand.values())this._getHandJoint(t,i)}return this.dispatchEvent({type:"connected",data:e}),this}disconnect(e){return this.dispatchEvent({type:"disconnected",data:e}),this._targetRay!==null&&(this._targetRay.visible=!1),this._grip!==null&&(this._grip.visible=!1),this._hand!==null&&(this._hand.visible=!1),this}update(e,t,i){let r=null,a=null,n=null,s=this._targetRay,o=this._grip,l=this._hand;if(e&&t.session.visibilityState!=="visible-blurred"){if(l&&e.hand){n=!0;for(let M of e.hand.values()){let S=t.getJointPose(M,i),g=this._getHandJoint(l,M);S!==null&&(g.matrix.fromArray(S.transform.matrix),g.matrix.decompose(g.position,g.quaternion,g.scale),g.matrixWorldNeedsUpdate=!0,g.jointRadius=S.radius),g.visible=S!==null}let h=l.joints["index-finger-tip"],u=l.joints["thumb-tip"],d=h.position.distanceTo(u.position),c=.02,f=.005;l.inputState.pinching&&d>c+f?(l.inputState.pinching=!1,this.dispatchEvent({type:"pinchend",handedness:e.handedness,target:this})):!l.inputState.pinching&&d<=c-f&&(l.inputState.pinching=!0,this.dispatchEvent({type:"pinchstart",handedness:e.handedness,target:this}))}else o!==null&&e.gripSpace&&(a=t.getPose(e.gripSpace,i),a!==null&&(o.matrix.fromArray(a.transform.matrix),o.matrix.decompose(o.position,o.quaternion,o.scale),o.matrixWorldNeedsUpdate=!0,a.linearVelocity?(o.hasLinearVelocity=!0,o.linearVelocity.copy(a.linearVelocity)):o.hasLinearVelocity=!1,a.angularVelocity?(o.hasAngularVelocity=!0,o.angularVelocity.copy(a.angularVelocity)):o.hasAngularVelocity=!1,o.eventsEnabled&&o.dispatchEvent({type:"gripUpdated",data:e,target:this})));s!==null&&(r=t.getPose(e.targetRaySpace,i),r===null&&a!==null&&(r=a),r!==null&&(s.matrix.fromArray(r.transform.matrix),s.matrix.decompose(s.position,s.quaternion,s.scale),s.matrixWorldNeedsUpdate=!0,r.linearVelocity?(s.hasLinearVelocity=!0,s.linearVelocity.copy(r.linearVelocity)):s.hasLinearVelocity=!1,r.angularVelocity?(s.hasAngularVelocity=!0,s.angularVelocity.copy(r.angularVelocity)):s.hasAngularVelocity=!1,this.dispatchEvent(u_)))}return s!==null&&(s.visible=r!==null),o!==null&&(o.visible=a!==null),l!==null&&(l.visible=n!==null),this}_getHandJoint(e,t){if(e.joints[t.jointName]===void 0){let i=new Ia;i.matrixAutoUpdate=!1,i.visible=!1,e.joints[t.jointName]=i,e.add(i)}return e.joints[t.jointName]}},_c={aliceblue:15792383,antiquewhite:16444375,aqua:65535,aquamarine:8388564,azure:15794175,beige:16119260,bisque:16770244,black:0,blanchedalmond:16772045,blue:255,blueviolet:9055202,brown:10824234,burlywood:14596231,cadetblue:6266528,chartreuse:8388352,chocolate:13789470,coral:16744272,cornflowerblue:6591981,cornsilk:16775388,crimson:14423100,cyan:65535,darkblue:139,darkcyan:35723,darkgoldenrod:12092939,darkgray:11119017,darkgreen:25600,darkgrey:11119017,darkkhaki:12433259,darkmagenta:9109643,darkolivegreen:5597999,darkorange:16747520,darkorchid:10040012,darkred:9109504,darksalmon:15308410,darkseagreen:9419919,darkslateblue:4734347,darkslategray:3100495,darkslategrey:3100495,darkturquoise:52945,darkviolet:9699539,deeppink:16716947,deepskyblue:49151,dimgray:6908265,dimgrey:6908265,dodgerblue:2003199,firebrick:11674146,floralwhite:16775920,forestgreen:2263842,fuchsia:16711935,gainsboro:14474460,ghostwhite:16316671,gold:16766720,goldenrod:14329120,gray:8421504,green:32768,greenyellow:11403055,grey:8421504,honeydew:15794160,hotpink:16738740,indianred:13458524,indigo:4915330,ivory:16777200,khaki:15787660,lavender:15132410,lavenderblush:16773365,lawngreen:8190976,lemonchiffon:16775885,lightblue:11393254,lightcoral:15761536,lightcyan:14745599,lightgoldenrodyellow:16448210,lightgray:13882323,lightgreen:9498256,lightgrey:13882323,lightpink:16758465,lightsalmon:16752762,lightseagreen:2142890,lightskyblue:8900346,lightslategray:7833753,lightslategrey:7833753,lightsteelblue:11584734,lightyellow:16777184,lime:65280,limegreen:3329330,linen:16445670,magenta:16711935,maroon:8388608,mediumaquamarine:6737322,mediumblue:205,mediumorchid:12211667,mediumpurple:9662683,mediumseagreen:3978097,mediumslateblue:8087790,mediumspringgreen:64154,mediumturquoise:4772300,mediumvioletred:13047173,midnightblue:1644912,mintcream:16121850,mistyrose:16770273,moccasin:16770229,navajowhite:16768685,navy:128,oldlace:16643558,olive:8421376,olivedrab:7048739,orange:16753920,orangered:16729344,orchid:14315734,palegoldenrod:15657130,palegreen:10025880,paleturquoise:11529966,palevioletred:14381203,papayawhip:16773077,peachpuff:16767673,peru:13468991,pink:16761035,plum:14524637,powderblue:11591910,purple:8388736,rebeccapurple:6697881,red:16711680,rosybrown:12357519,royalblue:4286945,saddlebrown:9127187,salmon:16416882,sandybrown:16032864,seagreen:3050327,seashell:16774638,sienna:10506797,silver:12632256,skyblue:8900331,slateblue:6970061,slategray:7372944,slategrey:7372944,snow:16775930,springgreen:65407,steelblue:4620980,tan:13808780,teal:32896,thistle:14204888,tomato:16737095,turquoise:4251856,violet:15631086,wheat:16113331,white:16777215,whitesmoke:16119285,yellow:16776960,yellowgreen:10145074},Bi={h:0,s:0,l:0},Ua={h:0,s:0,l:0};function ms(e,t,i){return i<0&&(i+=1),i>1&&(i-=1),i<1/6?e+(t-e)*6*i:i<1/2?t:i<2/3?e+(t-e)*6*(2/3-i):e}var je=class{constructor(e,t,i){return this.isColor=!0,this.r=1,this.g=1,this.b=1,this.set(e,t,i)}set(e,t,i){if(t===void 0&&i===void 0){let r=e;r&&r.isColor?this.copy(r):typeof r=="number"?this.setHex(r):typeof r=="string"&&this.setStyle(r)}else this.setRGB(e,t,i);return this}setScalar(e){return this.r=e,this.g=e,this.b=e,this}setHex(e,t=kt){return e=Math.floor(e),this.r=(e>>16&255)/255,this.g=(e>>8&255)/255,this.b=(e&255)/255,Ve.colorSpaceToWorking(this,t),this}setRGB(e,t,i,r=Ve.workingColorSpace){return this.r=e,this.g=t,this.b=i,Ve.colorSpaceToWorking(this,r),this}setHSL(e,t,i,r=Ve.workingColorSpace){if(e=el(e,1),t=ze(t,0,1),i=ze(i,0,1),t===0)this.r=this.g=this.b=i;else{let a=i<=.5?i*(1+t):i+t-i*t,n=2*i-a;this.r=ms(n,a,e+1/3),this.g=ms(n,a,e),this.b=ms(n,a,e-1/3)}return Ve.colorSpaceToWorking(this,r),this}setStyle(e,t=kt){function i(a){a!==void 0&&parseFloat(a)<1&&Le("Color: Alpha component of "+e+" will be ignored.")}let r;if(r=/^(\w+)\(([^\)]*)\)/.exec(e)){let a,n=r[1],s=r[2];switch(n){case"rgb":case"rgba":if(a=/^\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(s))return i(a[4]),this.setRGB(Math.min(255,parseInt(a[1],10))/255,Math.min(255,parseInt(a[2],10))/255,Math.min(255,parseInt(a[3],10))/255,t);if(a=/^\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(s))return i(a[4]),this.setRGB(Math.min(100,parseFloat(a[1]))/100,Math.min(100,parseFloat(a[2]))/100,Math.min(100,parseFloat(a[3]))/100,t);break;case"hsl":case"hsla":if(a=/^\s*([+-]?(?:\d+(?:\.\d+)?|\.\d+))\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(s))return i(a[4]),this.setHSL(parseFloat(a[1])/360,parseFloat(a[2])/100,parseFloat(a[3])/100,t);break;default:Le("Color: Unknown color model "+e)}}else if(r=/^\#([A-Fa-f\d]+)$/.exec(e)){let a=r[1],n=a.length;if(n===3)return this.setRGB(parseInt(a.charAt(0),16)/15,parseInt(a.charAt(1),16)/15,parseInt(a.charAt(2),16)/15,t);if(n===6)return this.setHex(parseInt(a,16),t);Le("Color: Invalid hex color "+e)}else if(e&&e.length>0)return this.setColorName(e,t);return this}setColorName(e,t=kt){let i=_c[e.toLowerCase()];return i!==void 0?this.setHex(i,t):Le("Color: Unknown color "+e),this}clone(){return new this.constructor(this.r,this.g,this.b)}copy(e){return this.r=e.r,this.g=e.g,this.b=e.b,this}copySRGBToLinear(e){return this.r=Ci(e.r),this.g=Ci(e.g),this.b=Ci(e.b),this}copyLinearToSRGB(e){return this.r=Dr(e.r),this.g=Dr(e.g),this.b=Dr(e.b),this}convertSRGBToLinear(){return this.copySRGBToLinear(this),this}convertLinearToSRGB(){return this.copyLinearToSRGB(this),this}getHex(e=kt){return Ve.workingToColorSpace(bt.copy(this),e),Math.round(ze(bt.r*255,0,255))*65536+Math.round(ze(bt.g*255,0,255))*256+Math.round(ze(bt.b*255,0,255))}getHexString(e=kt){return("000000"+this.getHex(e).toString(16)).slice(-6)}getHSL(e,t=Ve.workingColorSpace){Ve.workingToColorSpace(bt.copy(this),t);let i=bt.r,r=bt.g,a=bt.b,n=Math.max(i,r,a),s=Math.min(i,r,a),o,l,h=(s+n)/2;if(s===n)o=0,l=0;else{let u=n-s;switch(l=h<=.5?u/(n+s):u/(2-n-s),n){case i:o=(r-a)/u+(r<a?6:0);break;case r:o=(a-i)/u+2;break;case a:o=(i-r)/u+4;break}o/=6}return e.h=o,e.s=l,e.l=h,e}getRGB(e,t=Ve.workingColorSpace){return Ve.workingToColorSpace(bt.copy(this),t),e.r=bt.r,e.g=bt.g,e.b=bt.b,e}getStyle(e=kt){Ve.workingToColorSpace(bt.copy(this),e);let t=bt.r,i=bt.g,r=bt.b;return e!==kt?`color(${e} ${t.toFixed(3)} ${i.toFixed(3)} ${r.toFixed(3)})`:`rgb(${Math.round(t*255)},${Math.round(i*255)},${Math.round(r*255)})`}offsetHSL(e,t,i){return this.getHSL(Bi),this.setHSL(Bi.h+e,Bi.s+t,Bi.l+i)}add(e){return this.r+=e.r,this.g+=e.g,this.b+=e.b,this}addColors(e,t){return this.r=e.r+t.r,this.g=e.g+t.g,this.b=e.b+t.b,this}addScalar(e){return this.r+=e,this.g+=e,this.b+=e,this}sub(e){return this.r=Math.max(0,this.r-e.r),this.g=Math.max(0,this.g-e.g),this.b=Math.max(0,this.b-e.b),this}multiply(e){return this.r*=e.r,this.g*=e.g,this.b*=e.b,this}multiplyScalar(e){return this.r*=e,this.g*=e,this.b*=e,this}lerp(e,t){return this.r+=(e.r-this.r)*t,this.g+=(e.g-this.g)*t,this.b+=(e.b-this.b)*t,this}lerpColors(e,t,i){return this.r=e.r+(t.r-e.r)*i,this.g=e.g+(t.g-e.g)*i,this.b=e.b+(t.b-e.b)*i,this}lerpHSL(e,t){this.getHSL(Bi),e.getHSL(Ua);let i=la(Bi.h,Ua.h,t),r=la(Bi.s,Ua.s,t),a=la(Bi.l,Ua.l,t);return this.setHSL(i,r,a),this}setFromVector3(e){return this.r=e.x,this.g=e.y,this.b=e.z,this}applyMatrix3(e){let t=this.r,i=this.g,r=this.b,a=e.elements;return this.r=a[0]*t+a[3]*i+a[6]*r,this.g=a[1]*t+a[4]*i+a[7]*r,this.b=a[2]*t+a[5]*i+a[8]*r,this}equals(e){return e.r===this.r&&e.g===this.g&&e.b===this.b}fromArray(e,t=0){return this.r=e[t],this.g=e[t+1],this.b=e[t+2],this}toArray(e=[],t=0){return e[t]=this.r,e[t+1]=this.g,e[t+2]=this.b,e}fromBufferAttribute(e,t){return this.r=e.getX(t),this.g=e.getY(t),this.b=e.getZ(t),this}toJSON(){return this.getHex()}*[Symbol.iterator](){yield this.r,yield this.g,yield this.b}},bt=new je;je.NAMES=_c;var vc=class extends fi{constructor(){super(),this.isScene=!0,this.type="Scene",this.background=null,this.environment=null,this.fog=null,this.backgroundBlurriness=0,this.backgroundIntensity=1,this.backgroundRotation=new _a,this.environmentIntensity=1,this.environmentRotation=new _a,this.overrideMaterial=null,typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}copy(e,t){return super.copy(e,t),this.background=e.background!==null?e.background.clone():null,this.environment=e.environment!==null?e.environment.clone():null,this.fog=e.fog!==null?e.fog.clone():null,this.backgroundBlurriness=e.backgroundBlurriness,this.backgroundIntensity=e.backgroundIntensity,this.backgroundRotation.copy(e.backgroundRotation),this.environmentIntensity=e.environmentIntensity,this.environmentRotation.copy(e.environmentRotation),this.overrideMaterial=e.overrideMaterial!==null?e.overrideMaterial.clone():null,this.matrixAutoUpdate=e.matrixAutoUpdate,this}toJSON(e){let t=super.toJSON(e);return this.fog!==null&&(t.object.fog=this.fog.toJSON()),t.object.backgroundBlurriness=this.backgroundBlurriness,t.object.backgroundIntensity=this.backgroundIntensity,t.object.backgroundRotation=this.backgroundRotation.toArray(),t.object.environmentIntensity=this.environmentIntensity,t.object.environmentRotation=this.environmentRotation.toArray(),t}},qt=new W,Mi=new W,gs=new W,Si=new W,gr=new W,_r=new W,vh=new W,_s=new W,vs=new W,Ms=new W,Ss=new lt,ys=new lt,xs=new lt,$r=class wr{constructor(t=new W,i=new W,r=new W){this.a=t,this.b=i,this.c=r}static getNormal(t,i,r,a){a.subVectors(r,i),qt.subVectors(t,i),a.cross(qt);let n=a.lengthSq();return n>0?a.multiplyScalar(1/Math.sqrt(n)):a.set(0,0,0)}static getBarycoord(t,i,r,a,n){qt.subVectors(a,i),Mi.subVectors(r,i),gs.subVectors(t,i);let s=qt.dot(qt),o=qt.dot(Mi),l=qt.dot(gs),h=Mi.dot(Mi),u=Mi.dot(gs),d=s*h-o*o;if(d===0)return n.set(0,0,0),null;let c=1/d,f=(h*l-o*u)*c,M=(s*u-o*l)*c;return n.set(1-f-M,M,f)}static containsPoint(t,i,r,a){return this.getBarycoord(t,i,r,a,Si)===null?!1:Si.x>=0&&Si.y>=0&&Si.x+Si.y<=1}static getInterpolation(t,i,r,a,n,s,o,l){return this.getBarycoord(t,i,r,a,Si)===null?(l.x=0,l.y=0,"z"in l&&(l.z=0),"w"in l&&(l.w=0),null):(l.setScalar(0),l.addScaledVector(n,Si.x),l.addScaledVector(s,Si.y),l.addScaledVector(o,Si.z),l)}static getInterpolatedAttribute(t,i,r,a,n,s){return Ss.setScalar(0),ys.setScalar(0),xs.setScalar(0),Ss.fromBufferAttribute(t,i),ys.fromBufferAttribute(t,r),xs.fromBufferAttribute(t,a),s.setScalar(0),s.addScaledVector(Ss,n.x),s.addScaledVector(ys,n.y),s.addScaledVector(xs,n.z),s}static isFrontFacing(t,i,r,a){return qt.subVectors(r,i),Mi.subVectors(t,i),qt.cross(Mi).dot(a)<0}set(t,i,r){return this.a.copy(t),this.b.copy(i),this.c.copy(r),this}setFromPointsAndIndices(t,i,r,a){return this.a.copy(t[i]),this.b.copy(t[r]),this.c.copy(t[a]),this}setFromAttributeAndIndices(t,i,r,a){return this.a.fromBufferAttribute(t,i),this.b.fromBufferAttribute(t,r),this.c.fromBufferAttribute(t,a),this}clone(){return new this.constructor().copy(this)}copy(t){return this.a.copy(t.a),this.b.copy(t.b),this.c.copy(t.c),this}getArea(){return qt.subVectors(this.c,this.b),Mi.subVectors(this.a,this.b),qt.cross(Mi).length()*.5}getMidpoint(t){return t.addVectors(this.a,this.b).add(this.c).multiplyScalar(1/3)}getNormal(t){return wr.getNormal(this.a,this.b,this.c,t)}getPlane(t){return t.setFromCoplanarPoints(this.a,this.b,this.c)}getBarycoord(t,i){return wr.getBarycoord(t,this.a,this.b,this.c,i)}getInterpolation(t,i,r,a,n){return wr.getInterpolation(t,this.a,this.b,this.c,i,r,a,n)}containsPoint(t){return wr.containsPoint(t,this.a,this.b,this.c)}isFrontFacing(t){return wr.isFrontFacing(this.a,this.b,this.c,t)}intersectsBox(t){return t.intersectsTriangle(this)}closestPointToPoint(t,i){let r=this.a,a=this.b,n=this.c,s,o;gr.subVectors(a,r),_r.subVectors(n,r),_s.subVectors(t,r);let l=gr.dot(_s),h=_r.dot(_s);if(l<=0&&h<=0)return i.copy(r);vs.subVectors(t,a);let u=gr.dot(vs),d=_r.dot(vs);if(u>=0&&d<=u)return i.copy(a);let c=l*d-u*h;if(c<=0&&l>=0&&u<=0&&l-u>0)return s=l/(l-u),i.copy(r).addScaledVector(gr,s);Ms.subVectors(t,n);let f=gr.dot(Ms),M=_r.dot(Ms);if(M>=0&&f<=M)return i.copy(n);let S=f*h-l*M;if(S<=0&&h>=0&&M<=0)return o=h/(h-M),i.copy(r).addScaledVector(_r,o);let g=u*M-f*d;if(g<=0&&d-u>=0&&f-M>=0)return vh.subVectors(n,a),o=(d-u)/(d-u+(f-M)),i.copy(a).addScaledVector(vh,o);let p=1/(g+S+c);return s=S*p,o=c*p,i.copy(r).addScaledVector(gr,s).addScaledVector(_r,o)}equals(t){return t.a.equals(this.a)&&t.b.equals(this.b)&&t.c.equals(this.c)}},Ma=class{constructor(e=new W(1/0,1/0,1/0),t=new W(-1/0,-1/0,-1/0)){this.isBox3=!0,this.min=e,this.max=t}set(e,t){return this.min.copy(e),this.max.copy(t),this}setFromArray(e){this.makeEmpty();for(let t=0,i=e.length;t<i;t+=3)this.expandByPoint(Kt.fromArray(e,t));return this}setFromBufferAttribute(e){this.makeEmpty();for(let t=0,i=e.count;t<i;t++)this.expandByPoint(Kt.fromBufferAttribute(e,t));return this}setFromPoints(e){this.makeEmpty();for(let t=0,i=e.length;t<i;t++)this.expandByPoint(e[t]);return this}setFromCenterAndSize(e,t){let i=Kt.copy(t).multiplyScalar(.5);return this.min.copy(e).sub(i),this.max.copy(e).add(i),this}setFromObject(e,t=!1){return this.makeEmpty(),this.expandByObject(e,t)}clone(){return new this.constructor().copy(this)}copy(e){return this.min.copy(e.min),this.max.copy(e.max),this}makeEmpty(){return this.min.x=this.min.y=this.min.z=1/0,this.max.x=this.max.y=this.max.z=-1/0,this}isEmpty(){return this.max.x<this.min.x||this.max.y<this.min.y||this.max.z<this.min.z}getCenter(e){return this.isEmpty()?e.set(0,0,0):e.addVectors(this.min,this.max).multiplyScalar(.5)}getSize(e){return this.isEmpty()?e.set(0,0,0):e.subVectors(this.max,this.min)}expandByPoint(e){return this.min.min(e),this.max.max(e),this}expandByVector(e){return this.min.sub(e),this.max.add(e),this}expandByScalar(e){return this.min.addScalar(-e),this.max.addScalar(e),this}expandByObject(e,t=!1){e.updateWorldMatrix(!1,!1);let i=e.geometry;if(i!==void 0){let a=i.getAttribute("position");if(t===!0&&a!==void 0&&e.isInstancedMesh!==!0&&e.isBatchedMesh!==!0)for(let n=0,s=a.count;n<s;n++)e.isMesh===!0?e.getVertexPosition(n,Kt):Kt.fromBufferAttribute(a,n),Kt.applyMatrix4(e.matrixWorld),this.expandByPoint(Kt);else e.boundingBox!==void 0?(e.boundingBox===null&&e.computeBoundingBox(),Oa.copy(e.boundingBox)):(i.boundingBox===null&&i.computeBoundingBox(),Oa.copy(i.boundingBox)),Oa.applyMatrix4(e.matrixWorld),this.union(Oa)}let r=e.children;for(let a=0,n=r.length;a<n;a++)this.expandByObject(r[a],t);return this}containsPoint(e){return e.x>=this.min.x&&e.x<=this.max.x&&e.y>=this.min.y&&e.y<=this.max.y&&e.z>=this.min.z&&e.z<=this.max.z}containsBox(e){return this.min.x<=e.min.x&&e.max.x<=this.max.x&&this.min.y<=e.min.y&&e.max.y<=this.max.y&&this.min.z<=e.min.z&&e.max.z<=this.max.z}getParameter(e,t){return t.set((e.x-this.min.x)/(this.max.x-this.min.x),(e.y-this.min.y)/(this.max.y-this.min.y),(e.z-this.min.z)/(this.max.z-this.min.z))}intersectsBox(e){return e.max.x>=this.min.x&&e.min.x<=this.max.x&&e.max.y>=this.min.y&&e.min.y<=this.max.y&&e.max.z>=this.min.z&&e.min.z<=this.max.z}intersectsSphere(e){return this.clampPoint(e.center,Kt),Kt.distanceToSquared(e.center)<=e.radius*e.radius}intersectsPlane(e){let t,i;return e.normal.x>0?(t=e.normal.x*this.min.x,i=e.normal.x*this.max.x):(t=e.normal.x*this.max.x,i=e.normal.x*this.min.x),e.normal.y>0?(t+=e.normal.y*this.min.y,i+=e.normal.y*this.max.y):(t+=e.normal.y*this.max.y,i+=e.normal.y*this.min.y),e.normal.z>0?(t+=e.normal.z*this.min.z,i+=e.normal.z*this.max.z):(t+=e.normal.z*this.max.z,i+=e.normal.z*this.min.z),t<=-e.constant&&i>=-e.constant}intersectsTriangle(e){if(this.isEmpty())return!1;this.getCenter(Jr),Fa.subVectors(this.max,Jr),vr.subVectors(e.a,Jr),Mr.subVectors(e.b,Jr),Sr.subVectors(e.c,Jr),zi.subVectors(Mr,vr),Hi.subVectors(Sr,Mr),Qi.subVectors(vr,Sr);let t=[0,-zi.z,zi.y,0,-Hi.z,Hi.y,0,-Qi.z,Qi.y,zi.z,0,-zi.x,Hi.z,0,-Hi.x,Qi.z,0,-Qi.x,-zi.y,zi.x,0,-Hi.y,Hi.x,0,-Qi.y,Qi.x,0];return!Es(t,vr,Mr,Sr,Fa)||(t=[1,0,0,0,1,0,0,0,1],!Es(t,vr,Mr,Sr,Fa))?!1:(Ba.crossVectors(zi,Hi),t=[Ba.x,Ba.y,Ba.z],Es(t,vr,Mr,Sr,Fa))}clampPoint(e,t){return t.copy(e).clamp(this.min,this.max)}distanceToPoint(e){return this.clampPoint(e,Kt).distanceTo(e)}getBoundingSphere(e){return this.isEmpty()?e.makeEmpty():(this.getCenter(e.center),e.radius=this.getSize(Kt).length()*.5),e}intersect(e){return this.min.max(e.min),this.max.min(e.max),this.isEmpty()&&this.makeEmpty(),this}union(e){return this.min.min(e.min),this.max.max(e.max),this}applyMatrix4(e){return this.isEmpty()?this:(yi[0].set(this.min.x,this.min.y,this.min.z).applyMatrix4(e),yi[1].set(this.min.x,this.min.y,this.max.z).applyMatrix4(e),yi[2].set(this.min.x,this.max.y,this.min.z).applyMatrix4(e),yi[3].set(this.min.x,this.max.y,this.max.z).applyMatrix4(e),yi[4].set(this.max.x,this.min.y,this.min.z).applyMatrix4(e),yi[5].set(this.max.x,this.min.y,this.max.z).applyMatrix4(e),yi[6].set(this.max.x,this.max.y,this.min.z).applyMatrix4(e),yi[7].set(this.max.x,this.max.y,this.max.z).applyMatrix4(e),this.setFromPoints(yi),this)}translate(e){return this.min.add(e),this.max.add(e),this}equals(e){return e.min.equals(this.min)&&e.max.equals(this.max)}toJSON(){return{min:this.min.toArray(),max:this.max.toArray()}}fromJSON(e){return this.min.fromArray(e.min),this.max.fromArray(e.max),this}},yi=[new W,new W,new W,new W,new W,new W,new W,new W],Kt=new W,Oa=new Ma,vr=new W,Mr=new W,Sr=new W,zi=new W,Hi=new W,Qi=new W,Jr=new W,Fa=new W,Ba=new W,er=new W;function Es(e,t,i,r,a){for(let n=0,s=e.length-3;n<=s;n+=3){er.fromArray(e,n);let o=a.x*Math.abs(er.x)+a.y*Math.abs(er.y)+a.z*Math.abs(er.z),l=t.dot(er),h=i.dot(er),u=r.dot(er);if(Math.max(-Math.max(l,h,u),Math.min(l,h,u))>o)return!1}return!0}var ot=new W,za=new Fe,c_=0,ui=class extends qi{constructor(e,t,i=!1){if(super(),Array.isArray(e))throw new TypeError("THREE.BufferAttribute: array should be a Typed Array.");this.isBufferAttribute=!0,Object.defineProperty(this,"id",{value:c_++}),this.name="",this.array=e,this.itemSize=t,this.count=e!==void 0?e.length/t:0,this.normalized=i,this.usage=Lg,this.updateRanges=[],this.gpuType=ni,this.version=0,this._normalizationScale=e!==void 0?tl(e):void 0}onUploadCallback(){}set needsUpdate(e){e===!0&&this.version++}setUsage(e){return this.usage=e,this}addUpdateRange(e,t){this.updateRanges.push({start:e,count:t})}clearUpdateRanges(){this.updateRanges.length=0}copy(e){return this.name=e.name,this.array=new e.array.constructor(e.array),this.itemSize=e.itemSize,this.count=e.count,this.normalized=e.normalized,this.usage=e.usage,this.gpuType=e.gpuType,this._normalizationScale=e._normalizationScale,this}copyAt(e,t,i){e*=this.itemSize,i*=t.itemSize;for(let r=0,a=this.itemSize;r<a;r++)this.array[e+r]=t.array[i+r];return this}copyArray(e){return this.array.set(e),this}applyMatrix3(e){if(this.itemSize===2)for(let t=0,i=this.count;t<i;t++)za.fromBufferAttribute(this,t),za.applyMatrix3(e),this.setXY(t,za.x,za.y);else if(this.itemSize===3)for(let t=0,i=this.count;t<i;t++)ot.fromBufferAttribute(this,t),ot.applyMatrix3(e),this.setXYZ(t,ot.x,ot.y,ot.z);return this}applyMatrix4(e){for(let t=0,i=this.count;t<i;t++)ot.fromBufferAttribute(this,t),ot.applyMatrix4(e),this.setXYZ(t,ot.x,ot.y,ot.z);return this}applyNormalMatrix(e){for(let t=0,i=this.count;t<i;t++)ot.fromBufferAttribute(this,t),ot.applyNormalMatrix(e),this.setXYZ(t,ot.x,ot.y,ot.z);return this}transformDirection(e){for(let t=0,i=this.count;t<i;t++)ot.fromBufferAttribute(this,t),ot.transformDirection(e),this.setXYZ(t,ot.x,ot.y,ot.z);return this}set(e,t=0){return this.array.set(e,t),this}getComponent(e,t){let i=this.array[e*this.itemSize+t];return this.normalized&&(i=this._denormalize(i)),i}setComponent(e,t,i){return this.normalized&&(i=this._normalize(i)),this.array[e*this.itemSize+t]=i,this}getX(e){let t=this.array[e*this.itemSize];return this.normalized&&(t=this._denormalize(t)),t}setX(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize]=t,this}getY(e){let t=this.array[e*this.itemSize+1];return this.normalized&&(t=this._denormalize(t)),t}setY(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize+1]=t,this}getZ(e){let t=this.array[e*this.itemSize+2];return this.normalized&&(t=this._denormalize(t)),t}setZ(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize+2]=t,this}getW(e){let t=this.array[e*this.itemSize+3];return this.normalized&&(t=this._denormalize(t)),t}setW(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize+3]=t,this}setXY(e,t,i){return e*=this.itemSize,this.normalized&&(t=this._normalize(t),i=this._normalize(i)),this.array[e+0]=t,this.array[e+1]=i,this}setXYZ(e,t,i,r){return e*=this.itemSize,this.normalized&&(t=this._normalize(t),i=this._normalize(i),r=this._normalize(r)),this.array[e+0]=t,this.array[e+1]=i,this.array[e+2]=r,this}setXYZW(e,t,i,r,a){return e*=this.itemSize,this.normalized&&(t=this._normalize(t),i=this._normalize(i),r=this._normalize(r),a=this._normalize(a)),this.array[e+0]=t,this.array[e+1]=i,this.array[e+2]=r,this.array[e+3]=a,this}onUpload(e){return this.onUploadCallback=e,this}clone(){return new this.constructor(this.array,this.itemSize).copy(this)}toJSON(){let e={itemSize:this.itemSize,type:this.array.constructor.name,array:Array.from(this.array),normalized:this.normalized};return e.name=this.name,e.usage=this.usage,e.gpuType=this.gpuType,e}dispose(){this.dispatchEvent({type:"dispose"})}_denormalize(e){let t=this._normalizationScale;return t!==void 0?Math.max(e/t,-1):cc(e,this.array)}_normalize(e){let t=this._normalizationScale;return t!==void 0?Math.round(e*t):dc(e,this.array)}},Mc=class extends ui{constructor(e,t,i){super(new Uint16Array(e),t,i)}},Sc=class extends ui{constructor(e,t,i){super(new Uint32Array(e),t,i)}},Li=class extends ui{constructor(e,t,i){super(new Float32Array(e),t,i)}},d_=new Ma,Qr=new W,bs=new W,zn=class{constructor(e=new W,t=-1){this.isSphere=!0,this.center=e,this.radius=t}set(e,t){return this.center.copy(e),this.radius=t,this}setFromPoints(e,t){let i=this.center;t!==void 0?i.copy(t):d_.setFromPoints(e).getCenter(i);let r=0;for(let a=0,n=e.length;a<n;a++)r=Math.max(r,i.distanceToSquared(e[a]));return this.radius=Math.sqrt(r),this}copy(e){return this.center.copy(e.center),this.radius=e.radius,this}isEmpty(){return this.radius<0}makeEmpty(){return this.center.set(0,0,0),this.radius=-1,this}containsPoint(e){return e.distanceToSquared(this.center)<=this.radius*this.radius}distanceToPoint(e){return e.distanceTo(this.center)-this.radius}intersectsSphere(e){let t=this.radius+e.radius;return e.center.distanceToSquared(this.center)<=t*t}intersectsBox(e){return e.intersectsSphere(this)}intersectsPlane(e){return Math.abs(e.distanceToPoint(this.center))<=this.radius}clampPoint(e,t){let i=this.center.distanceToSquared(e);return t.copy(e),i>this.radius*this.radius&&(t.sub(this.center).normalize(),t.multiplyScalar(this.radius).add(this.center)),t}getBoundingBox(e){return this.isEmpty()?(e.makeEmpty(),e):(e.set(this.center,this.center),e.expandByScalar(this.radius),e)}applyMatrix4(e){return this.center.applyMatrix4(e),this.radius=this.radius*e.getMaxScaleOnAxis(),this}translate(e){return this.center.add(e),this}expandByPoint(e){if(this.isEmpty())return this.center.copy(e),this.radius=0,this;Qr.subVectors(e,this.center);let t=Qr.lengthSq();if(t>this.radius*this.radius){let i=Math.sqrt(t),r=(i-this.radius)*.5;this.center.addScaledVector(Qr,r/i),this.radius+=r}return this}union(e){return e.isEmpty()?this:this.isEmpty()?(this.copy(e),this):(this.center.equals(e.center)===!0?this.radius=Math.max(this.radius,e.radius):(bs.subVectors(e.center,this.center).setLength(e.radius),this.expandByPoint(Qr.copy(e.center).add(bs)),this.expandByPoint(Qr.copy(e.center).sub(bs))),this)}equals(e){return e.center.equals(this.center)&&e.radius===this.radius}clone(){return new this.constructor().copy(this)}toJSON(){return{radius:this.radius,center:this.center.toArray()}}fromJSON(e){return this.radius=e.radius,this.center.fromArray(e.center),this}},p_=0,Vt=new ht,Ts=new fi,yr=new W,Bt=new Ma,ea=new Ma,ft=new W,Ii=class yc extends qi{constructor(){super(),this.isBufferGeometry=!0,Object.defineProperty(this,"id",{value:p_++}),this.uuid=Xr(),this.name="",this.type="BufferGeometry",this.index=null,this.indirect=null,this.indirectOffset=0,this.attributes={},this.morphAttributes={},this.morphTargetsRelative=!1,this.groups=[],this.boundingBox=null,this.boundingSphere=null,this.drawRange={start:0,count:1/0},this.userData={},this._transformed=!1}getIndex(){return this.index}setIndex(t){return Array.isArray(t)?this.index=new(Pg(t)?Sc:Mc)(t,1):this.index=t,this}setIndirect(t,i=0){return this.indirect=t,this.indirectOffset=i,this}getIndirect(){return this.indirect}getAttribute(t){return this.attributes[t]}setAttribute(t,i){return this.attributes[t]=i,this}deleteAttribute(t){return delete this.attributes[t],this}hasAttribute(t){return this.attributes[t]!==void 0}addGroup(t,i,r=0){this.groups.push({start:t,count:i,materialIndex:r})}clearGroups(){this.groups=[]}setDrawRange(t,i){this.drawRange.start=t,this.drawRange.count=i}applyMatrix4(t){let i=this.attributes.position;i!==void 0&&(i.applyMatrix4(t),i.needsUpdate=!0);let r=this.attributes.normal;if(r!==void 0){let n=new Ie().getNormalMatrix(t);r.applyNormalMatrix(n),r.needsUpdate=!0}let a=this.attributes.tangent;return a!==void 0&&(a.transformDirection(t),a.needsUpdate=!0),this.boundingBox!==null&&this.computeBoundingBox(),this.boundingSphere!==null&&this.computeBoundingSphere(),this._transformed=!0,this}applyQuaternion(t){return Vt.makeRotationFromQuaternion(t),this.applyMatrix4(Vt),this}rotateX(t){return Vt.makeRotationX(t),this.applyMatrix4(Vt),this}rotateY(t){return Vt.makeRotationY(t),this.applyMatrix4(Vt),this}rotateZ(t){return Vt.makeRotationZ(t),this.applyMatrix4(Vt),this}translate(t,i,r){return Vt.makeTranslation(t,i,r),this.applyMatrix4(Vt),this}scale(t,i,r){return Vt.makeScale(t,i,r),this.applyMatrix4(Vt),this}lookAt(t){return Ts.lookAt(t),Ts.updateMatrix(),this.applyMatrix4(Ts.matrix),this}center(){return this.computeBoundingBox(),this.boundingBox.getCenter(yr).negate(),this.translate(yr.x,yr.y,yr.z),this}setFromPoints(t){let i=this.getAttribute("position");if(i===void 0){let r=[];for(let a=0,n=t.length;a<n;a++){let s=t[a];r.push(s.x,s.y,s.z||0)}this.setAttribute("position",new Li(r,3))}else{let r=Math.min(t.length,i.count);for(let a=0;a<r;a++){let n=t[a];i.setXYZ(a,n.x,n.y,n.z||0)}t.length>i.count&&Le("BufferGeometry: Buffer size too small for points data. Use .dispose() and create a new geometry."),i.needsUpdate=!0}return this}computeBoundingBox(){this.boundingBox===null&&(this.boundingBox=new Ma);let t=this.attributes.position,i=this.morphAttributes.position;if(t&&t.isGLBufferAttribute){Pe("BufferGeometry.computeBoundingBox(): GLBufferAttribute requires a manual bounding box.",this),this.boundingBox.set(new W(-1/0,-1/0,-1/0),new W(1/0,1/0,1/0));return}if(t!==void 0){if(this.boundingBox.setFromBufferAttribute(t),i)for(let r=0,a=i.length;r<a;r++){let n=i[r];Bt.setFromBufferAttribute(n),this.morphTargetsRelative?(ft.addVectors(this.boundingBox.min,Bt.min),this.boundingBox.expandByPoint(ft),ft.addVectors(this.boundingBox.max,Bt.max),this.boundingBox.expandByPoint(ft)):(this.boundingBox.expandByPoint(Bt.min),this.boundingBox.expandByPoint(Bt.max))}}else this.boundingBox.makeEmpty();(isNaN(this.boundingBox.min.x)||isNaN(this.boundingBox.min.y)||isNaN(this.boundingBox.min.z))&&Pe('BufferGeometry.computeBoundingBox(): Computed min/max have NaN values. The "position" attribute is likely to have NaN values.',this)}computeBoundingSphere(){this.boundingSphere===null&&(this.boundingSphere=new zn);let t=this.attributes.position,i=this.morphAttributes.position;if(t&&t.isGLBufferAttribute){Pe("BufferGeometry.computeBoundingSphere(): GLBufferAttribute requires a manual bounding sphere.",this),this.boundingSphere.set(new W,1/0);return}if(t){let r=this.boundingSphere.center;if(Bt.setFromBufferAttribute(t),i)for(let n=0,s=i.length;n<s;n++){let o=i[n];ea.setFromBufferAttribute(o),this.morphTargetsRelative?(ft.addVectors(Bt.min,ea.min),Bt.expandByPoint(ft),ft.addVectors(Bt.max,ea.max),Bt.expandByPoint(ft)):(Bt.expandByPoint(ea.min),Bt.expandByPoint(ea.max))}Bt.getCenter(r);let a=0;for(let n=0,s=t.count;n<s;n++)ft.fromBufferAttribute(t,n),a=Math.max(a,r.distanceToSquared(ft));if(i)for(let n=0,s=i.length;n<s;n++){let o=i[n],l=this.morphTargetsRelative;for(let h=0,u=o.count;h<u;h++)ft.fromBufferAttribute(o,h),l&&(yr.fromBufferAttribute(t,h),ft.add(yr)),a=Math.max(a,r.distanceToSquared(ft))}this.boundingSphere.radius=Math.sqrt(a),isNaN(this.boundingSphere.radius)&&Pe('BufferGeometry.computeBoundingSphere(): Computed radius is NaN. The "position" attribute is likely to have NaN values.',this)}}computeTangents(){let t=this.index,i=this.attributes;if(t===null||i.position===void 0||i.normal===void 0||i.uv===void 0){Pe("BufferGeometry: .computeTangents() failed. Missing required attributes (index, position, normal or uv)");return}let r=i.position,a=i.normal,n=i.uv,s=this.getAttribute("tangent");(s===void 0||s.count!==r.count)&&(s=new ui(new Float32Array(4*r.count),4),this.setAttribute("tangent",s));let o=[],l=[],h=new Uint8Array(r.count);for(let I=0;I<r.count;I++)o[I]=new W,l[I]=new W;let u=new W,d=new W,c=new W,f=new Fe,M=new Fe,S=new Fe,g=new W,p=new W;function T(I,j,O){h[I]=h[j]=h[O]=1,u.fromBufferAttribute(r,I),d.fromBufferAttribute(r,j),c.fromBufferAttribute(r,O),f.fromBufferAttribute(n,I),M.fromBufferAttribute(n,j),S.fromBufferAttribute(n,O),d.sub(u),c.sub(u),M.sub(f),S.sub(f);let G=1/(M.x*S.y-S.x*M.y);isFinite(G)&&(g.copy(d).multiplyScalar(S.y).addScaledVector(c,-M.y).multiplyScalar(G),p.copy(c).multiplyScalar(M.x).addScaledVector(d,-S.x).multiplyScalar(G),o[I].add(g),o[j].add(g),o[O].add(g),l[I].add(p),l[j].add(p),l[O].add(p))}let A=this.groups;A.length===0&&(A=[{start:0,count:t.count}]);for(let I=0,j=A.length;I<j;++I){let O=A[I],G=O.start,J=O.count;for(let y=G,N=G+J;y<N;y+=3)T(t.getX(y+0),t.getX(y+1),t.getX(y+2))}let E=new W,w=new W,R=new W,m=new W;function x(I){R.fromBufferAttribute(a,I),m.copy(R);let j=o[I];E.copy(j),E.sub(R.multiplyScalar(R.dot(j))).normalize(),w.crossVectors(m,j);let O=w.dot(l[I])<0?-1:1;s.setXYZW(I,E.x,E.y,E.z,O)}for(let I=0,j=r.count;I<j;++I)h[I]&&x(I);this._transformed=!0}computeVertexNormals(){let t=this.index,i=this.getAttribute("position");if(i!==void 0){let r=this.getAttribute("normal");if(r===void 0||r.count!==i.count)r=new ui(new Float32Array(i.count*3),3),this.setAttribute("normal",r);else for(let c=0,f=r.count;c<f;c++)r.setXYZ(c,0,0,0);let a=new W,n=new W,s=new W,o=new W,l=new W,h=new W,u=new W,d=new W;if(t)for(let c=0,f=t.count;c<f;c+=3){let M=t.getX(c+0),S=t.getX(c+1),g=t.getX(c+2);a.fromBufferAttribute(i,M),n.fromBufferAttribute(i,S),s.fromBufferAttribute(i,g),u.subVectors(s,n),d.subVectors(a,n),u.cross(d),o.fromBufferAttribute(r,M),l.fromBufferAttribute(r,S),h.fromBufferAttribute(r,g),o.add(u),l.add(u),h.add(u),r.setXYZ(M,o.x,o.y,o.z),r.setXYZ(S,l.x,l.y,l.z),r.setXYZ(g,h.x,h.y,h.z)}else for(let c=0,f=i.count;c<f;c+=3)a.fromBufferAttribute(i,c+0),n.fromBufferAttribute(i,c+1),s.fromBufferAttribute(i,c+2),u.subVectors(s,n),d.subVectors(a,n),u.cross(d),r.setXYZ(c+0,u.x,u.y,u.z),r.setXYZ(c+1,u.x,u.y,u.z),r.setXYZ(c+2,u.x,u.y,u.z);this.normalizeNormals(),r.needsUpdate=!0}}normalizeNormals(){let t=this.attributes.normal;for(let i=0,r=t.count;i<r;i++)ft.fromBufferAttribute(t,i),ft.normalize(),t.setXYZ(i,ft.x,ft.y,ft.z)}toNonIndexed(){function t(o,l){let h=o.array,u=o.itemSize,d=o.normalized,c=new h.constructor(l.length*u),f=0,M=0;for(let S=0,g=l.length;S<g;S++){o.isInterleavedBufferAttribute?f=l[S]*o.data.stride+o.offset:f=l[S]*u;for(let p=0;p<u;p++)c[M++]=h[f++]}return new ui(c,u,d)}if(this.index===null)return Le("BufferGeometry.toNonIndexed(): BufferGeometry is already non-indexed."),this;let i=new yc,r=this.index.array,a=this.attributes;for(let o in a){let l=a[o],h=t(l,r);i.setAttribute(o,h)}let n=this.morphAttributes;for(let o in n){let l=[],h=n[o];for(let u=0,d=h.length;u<d;u++){let c=h[u],f=t(c,r);l.push(f)}i.morphAttributes[o]=l}i.morphTargetsRelative=this.morphTargetsRelative;let s=this.groups;for(let o=0,l=s.length;o<l;o++){let h=s[o];i.addGroup(h.start,h.count,h.materialIndex)}return i}toJSON(){let t={metadata:{version:4.7,type:"BufferGeometry",generator:"BufferGeometry.toJSON"}};if(t.uuid=this.uuid,t.type=this.parameters!==void 0&&this._transformed===!0?"BufferGeometry":this.type,t.name=this.name,Object.keys(this.userData).length>0&&(t.userData=this.userData),this.parameters!==void 0&&this._transformed!==!0){let l=this.parameters;for(let h in l)l[h]!==void 0&&(t[h]=l[h]);return t}t.data={attributes:{}};let i=this.index;i!==null&&(t.data.index={type:i.array.constructor.name,array:Array.prototype.slice.call(i.array)});let r=this.attributes;for(let l in r){let h=r[l];t.data.attributes[l]=h.toJSON(t.data)}let a={},n=!1;for(let l in this.morphAttributes){let h=this.morphAttributes[l],u=[];for(let d=0,c=h.length;d<c;d++){let f=h[d];u.push(f.toJSON(t.data))}u.length>0&&(a[l]=u,n=!0)}n&&(t.data.morphAttributes=a,t.data.morphTargetsRelative=this.morphTargetsRelative);let s=this.groups;s.length>0&&(t.data.groups=JSON.parse(JSON.stringify(s)));let o=this.boundingSphere;return o!==null&&(t.data.boundingSphere=o.toJSON()),t}clone(){return new this.constructor().copy(this)}copy(t){this.index=null,this.attributes={},this.morphAttributes={},this.groups=[],this.boundingBox=null,this.boundingSphere=null;let i={};this.name=t.name;let r=t.index;r!==null&&this.setIndex(r.clone());let a=t.attributes;for(let h in a){let u=a[h];this.setAttribute(h,u.clone(i))}let n=t.morphAttributes;for(let h in n){let u=[],d=n[h];for(let c=0,f=d.length;c<f;c++)u.push(d[c].clone(i));this.morphAttributes[h]=u}this.morphTargetsRelative=t.morphTargetsRelative;let s=t.groups;for(let h=0,u=s.length;h<u;h++){let d=s[h];this.addGroup(d.start,d.count,d.materialIndex)}let o=t.boundingBox;o!==null&&(this.boundingBox=o.clone());let l=t.boundingSphere;return l!==null&&(this.boundingSphere=l.clone()),this.drawRange.start=t.drawRange.start,this.drawRange.count=t.drawRange.count,this.userData=t.userData,this._transformed=t._transformed,this}dispose(){this.dispatchEvent({type:"dispose"})}},ws=new W,f_=new W,m_=new Ie,Ei=class{constructor(e=new W(1,0,0),t=0){this.isPlane=!0,this.normal=e,this.constant=t}set(e,t){return this.normal.copy(e),this.constant=t,this}setComponents(e,t,i,r){return this.normal.set(e,t,i),this.constant=r,this}setFromNormalAndCoplanarPoint(e,t){return this.normal.copy(e),this.constant=-t.dot(this.normal),this}setFromCoplanarPoints(e,t,i){let r=ws.subVectors(i,t).cross(f_.subVectors(e,t)).normalize();return this.setFromNormalAndCoplanarPoint(r,e),this}copy(e){return this.normal.copy(e.normal),this.constant=e.constant,this}normalize(){let e=1/this.normal.length();return this.normal.multiplyScalar(e),this.constant*=e,this}negate(){return this.constant*=-1,this.normal.negate(),this}distanceToPoint(e){return this.normal.dot(e)+this.constant}distanceToSphere(e){return this.distanceToPoint(e.center)-e.radius}projectPoint(e,t){return t.copy(e).addScaledVector(this.normal,-this.distanceToPoint(e))}intersectLine(e,t,i=!0){let r=e.delta(ws),a=this.normal.dot(r);if(a===0)return this.distanceToPoint(e.start)===0?t.copy(e.start):null;let n=-(e.start.dot(this.normal)+this.constant)/a;return i===!0&&(n<0||n>1)?null:t.copy(e.start).addScaledVector(r,n)}intersectsLine(e){let t=this.distanceToPoint(e.start),i=this.distanceToPoint(e.end);return t<0&&i>0||i<0&&t>0}intersectsBox(e){return e.intersectsPlane(this)}intersectsSphere(e){return e.intersectsPlane(this)}coplanarPoint(e){return e.copy(this.normal).multiplyScalar(-this.constant)}applyMatrix4(e,t){let i=t||m_.getNormalMatrix(e),r=this.coplanarPoint(ws).applyMatrix4(e),a=this.normal.applyMatrix3(i).normalize();return this.constant=-r.dot(a),this}translate(e){return this.constant-=e.dot(this.normal),this}equals(e){return e.normal.equals(this.normal)&&e.constant===this.constant}clone(){return new this.constructor().copy(this)}toJSON(){return{normal:this.normal.toArray(),constant:this.constant}}fromJSON(e){return this.normal.fromArray(e.normal),this.constant=e.constant,this}},g_=0,Sa=class extends qi{constructor(){super(),this.isMaterial=!0,Object.defineProperty(this,"id",{value:g_++}),this.uuid=Xr(),this.name="",this.type="Material",this.blending=sa,this.side=lr,this.vertexColors=!1,this.opacity=1,this.transparent=!1,this.alphaHash=!1,this.blendSrc=ku,this.blendDst=Gu,this.blendEquation=Tr,this.blendSrcAlpha=null,this.blendDstAlpha=null,this.blendEquationAlpha=null,this.blendColor=new je(0,0,0),this.blendAlpha=0,this.depthFunc=pa,this.depthTest=!0,this.depthWrite=!0,this.stencilWriteMask=255,this.stencilFunc=bg,this.stencilRef=0,this.stencilFuncMask=255,this.stencilFail=ls,this.stencilZFail=ls,this.stencilZPass=ls,this.stencilWrite=!1,this.clippingPlanes=null,this.clipIntersection=!1,this.clipShadows=!1,this.shadowSide=null,this.colorWrite=!0,this.precision=null,this.polygonOffset=!1,this.polygonOffsetFactor=0,this.polygonOffsetUnits=0,this.dithering=!1,this.alphaToCoverage=!1,this.premultipliedAlpha=!1,this.forceSinglePass=!1,this.allowOverride=!0,this.visible=!0,this.toneMapped=!0,this.userData={},this.version=0,this._alphaTest=0}get alphaTest(){return this._alphaTest}set alphaTest(e){this._alphaTest>0!=e>0&&this.version++,this._alphaTest=e}onBeforeRender(){}onBeforeCompile(){}customProgramCacheKey(){return this.onBeforeCompile.toString()}setValues(e){if(e!==void 0)for(let t in e){let i=e[t];if(i===void 0){Le(`Material: parameter '${t}' has value of undefined.`);continue}let r=this[t];if(r===void 0){Le(`Material: '${t}' is not a property of THREE.${this.type}.`);continue}r&&r.isColor?r.set(i):r&&r.isVector2&&i&&i.isVector2||r&&r.isEuler&&i&&i.isEuler||r&&r.isVector3&&i&&i.isVector3?r.copy(i):this[t]=i}}toJSON(e){let t=e===void 0||typeof e=="string";t&&(e={textures:{},images:{}});let i={metadata:{version:4.7,type:"Material",generator:"Material.toJSON"}};i.uuid=this.uuid,i.type=this.type,i.blending=this.blending,i.side=this.side,i.shadowSide=this.shadowSide,i.vertexColors=this.vertexColors,i.opacity=this.opacity,i.transparent=this.transparent,i.blendSrc=this.blendSrc,i.blendDst=this.blendDst,i.blendEquation=this.blendEquation,i.blendSrcAlpha=this.blendSrcAlpha,i.blendDstAlpha=this.blendDstAlpha,i.blendEquationAlpha=this.blendEquationAlpha,i.blendColor=this.blendColor.getHex(),i.blendAlpha=this.blendAlpha,i.depthFunc=this.depthFunc,i.depthTest=this.depthTest,i.depthWrite=this.depthWrite,i.colorWrite=this.colorWrite,i.clipIntersection=this.clipIntersection,i.clipShadows=this.clipShadows,i.stencilWriteMask=this.stencilWriteMask,i.stencilFunc=this.stencilFunc,i.stencilRef=this.stencilRef,i.stencilFuncMask=this.stencilFuncMask,i.stencilFail=this.stencilFail,i.stencilZFail=this.stencilZFail,i.stencilZPass=this.stencilZPass,i.stencilWrite=this.stencilWrite,i.polygonOffset=this.polygonOffset,i.polygonOffsetFactor=this.polygonOffsetFactor,i.polygonOffsetUnits=this.polygonOffsetUnits,i.dithering=this.dithering,i.alphaTest=this.alphaTest,i.alphaHash=this.alphaHash,i.alphaToCoverage=this.alphaToCoverage,i.premultipliedAlpha=this.premultipliedAlpha,i.forceSinglePass=this.forceSinglePass,i.allowOverride=this.allowOverride,i.visible=this.visible,i.toneMapped=this.toneMapped,i.name=this.name,this.color&&this.color.isColor&&(i.color=this.color.getHex()),this.roughness!==void 0&&(i.roughness=this.roughness),this.metalness!==void 0&&(i.metalness=this.metalness),this.sheen!==void 0&&(i.sheen=this.sheen),this.sheenColor&&this.sheenColor.isColor&&(i.sheenColor=this.sheenColor.getHex()),this.sheenRoughness!==void 0&&(i.sheenRoughness=this.sheenRoughness),this.emissive&&this.emissive.isColor&&(i.emissive=this.emissive.getHex()),this.emissiveIntensity!==void 0&&(i.emissiveIntensity=this.emissiveIntensity),this.specular&&this.specular.isColor&&(i.specular=this.specular.getHex()),this.specularIntensity!==void 0&&(i.specularIntensity=this.specularIntensity),this.specularColor&&this.specularColor.isColor&&(i.specularColor=this.specularColor.getHex()),this.shininess!==void 0&&(i.shininess=this.shininess),this.clearcoat!==void 0&&(i.clearcoat=this.clearcoat),this.clearcoatRoughness!==void 0&&(i.clearcoatRoughness=this.clearcoatRoughness),this.diffuseRoughness!==void 0&&(i.diffuseRoughness=this.diffuseRoughness),this.diffuseRoughnessMap&&this.diffuseRoughnessMap.isTexture&&(i.diffuseRoughnessMap=this.diffuseRoughnessMap.toJSON(e).uuid),this.clearcoatMap&&this.clearcoatMap.isTexture&&(i.clearcoatMap=this.clearcoatMap.toJSON(e).uuid),this.clearcoatRoughnessMap&&this.clearcoatRoughnessMap.isTexture&&(i.clearcoatRoughnessMap=this.clearcoatRoughnessMap.toJSON(e).uuid),this.clearcoatNormalMap&&this.clearcoatNormalMap.isTexture&&(i.clearcoatNormalMap=this.clearcoatNormalMap.toJSON(e).uuid,i.clearcoatNormalScale=this.clearcoatNormalScale.toArray()),this.sheenColorMap&&this.sheenColorMap.isTexture&&(i.sheenColorMap=this.sheenColorMap.toJSON(e).uuid),this.sheenRoughnessMap&&this.sheenRoughnessMap.isTexture&&(i.sheenRoughnessMap=this.sheenRoughnessMap.toJSON(e).uuid),this.dispersion!==void 0&&(i.dispersion=this.dispersion),this.retroreflectivity!==void 0&&(i.retroreflectivity=this.retroreflectivity),this.iridescence!==void 0&&(i.iridescence=this.iridescence),this.iridescenceIOR!==void 0&&(i.iridescenceIOR=this.iridescenceIOR),this.iridescenceThicknessMinimum!==void 0&&(i.iridescenceThicknessMinimum=this.iridescenceThicknessMinimum),this.iridescenceThicknessMaximum!==void 0&&(i.iridescenceThicknessMaximum=this.iridescenceThicknessMaximum),this.iridescenceMap&&this.iridescenceMap.isTexture&&(i.iridescenceMap=this.iridescenceMap.toJSON(e).uuid),this.iridescenceThicknessMap&&this.iridescenceThicknessMap.isTexture&&(i.iridescenceThicknessMap=this.iridescenceThicknessMap.toJSON(e).uuid),this.anisotropy!==void 0&&(i.anisotropy=this.anisotropy),this.anisotropyRotation!==void 0&&(i.anisotropyRotation=this.anisotropyRotation),this.anisotropyMap&&this.anisotropyMap.isTexture&&(i.anisotropyMap=this.anisotropyMap.toJSON(e).uuid),this.map&&this.map.isTexture&&(i.map=this.map.toJSON(e).uuid),this.matcap&&this.matcap.isTexture&&(i.matcap=this.matcap.toJSON(e).uuid),this.alphaMap&&this.alphaMap.isTexture&&(i.alphaMap=this.alphaMap.toJSON(e).uuid),this.lightMap&&this.lightMap.isTexture&&(i.lightMap=this.lightMap.toJSON(e).uuid,i.lightMapIntensity=this.lightMapIntensity),this.aoMap&&this.aoMap.isTexture&&(i.aoMap=this.aoMap.toJSON(e).uuid,i.aoMapIntensity=this.aoMapIntensity),this.bumpMap&&this.bumpMap.isTexture&&(i.bumpMap=this.bumpMap.toJSON(e).uuid,i.bumpScale=this.bumpScale),this.normalMap&&this.normalMap.isTexture&&(i.normalMap=this.normalMap.toJSON(e).uuid,i.normalMapType=this.normalMapType,i.normalScale=this.normalScale.toArray()),this.displacementMap&&this.displacementMap.isTexture&&(i.displacementMap=this.displacementMap.toJSON(e).uuid,i.displacementScale=this.displacementScale,i.displacementBias=this.displacementBias),this.roughnessMap&&this.roughnessMap.isTexture&&(i.roughnessMap=this.roughnessMap.toJSON(e).uuid),this.metalnessMap&&this.metalnessMap.isTexture&&(i.metalnessMap=this.metalnessMap.toJSON(e).uuid),this.emissiveMap&&this.emissiveMap.isTexture&&(i.emissiveMap=this.emissiveMap.toJSON(e).uuid),this.specularMap&&this.specularMap.isTexture&&(i.specularMap=this.specularMap.toJSON(e).uuid),this.specularIntensityMap&&this.specularIntensityMap.isTexture&&(i.specularIntensityMap=this.specularIntensityMap.toJSON(e).uuid),this.specularColorMap&&this.specularColorMap.isTexture&&(i.specularColorMap=this.specularColorMap.toJSON(e).uuid),this.envMap&&this.envMap.isTexture&&(i.envMap=this.envMap.toJSON(e).uuid,this.combine!==void 0&&(i.combine=this.combine)),this.envMapRotation!==void 0&&(i.envMapRotation=this.envMapRotation.toArray()),this.envMapIntensity!==void 0&&(i.envMapIntensity=this.envMapIntensity),this.reflectivity!==void 0&&(i.reflectivity=this.reflectivity),this.refractionRatio!==void 0&&(i.refractionRatio=this.refractionRatio),this.gradientMap&&this.gradientMap.isTexture&&(i.gradientMap=this.gradientMap.toJSON(e).uuid),this.transmission!==void 0&&(i.transmission=this.transmission),this.transmissionMap&&this.transmissionMap.isTexture&&(i.transmissionMap=this.transmissionMap.toJSON(e).uuid),this.thickness!==void 0&&(i.thickness=this.thickness),this.thicknessMap&&this.thicknessMap.isTexture&&(i.thicknessMap=this.thicknessMap.toJSON(e).uuid),this.attenuationDistance!==void 0&&(i.attenuationDistance=this.attenuationDistance),this.attenuationColor!==void 0&&(i.attenuationColor=this.attenuationColor.getHex()),this.size!==void 0&&(i.size=this.size),this.sizeAttenuation!==void 0&&(i.sizeAttenuation=this.sizeAttenuation),Array.isArray(this.clippingPlanes)&&this.clippingPlanes.length>0&&(i.clippingPlanes=this.clippingPlanes.map(a=>a.toJSON())),this.rotation!==void 0&&(i.rotation=this.rotation),this.depthPacking!==void 0&&(i.depthPacking=this.depthPacking),this.linewidth!==void 0&&(i.linewidth=this.linewidth),this.linecap!==void 0&&(i.linecap=this.linecap),this.linejoin!==void 0&&(i.linejoin=this.linejoin),this.dashSize!==void 0&&(i.dashSize=this.dashSize),this.gapSize!==void 0&&(i.gapSize=this.gapSize),this.scale!==void 0&&(i.scale=this.scale),this.wireframe!==void 0&&(i.wireframe=this.wireframe),this.wireframeLinewidth!==void 0&&(i.wireframeLinewidth=this.wireframeLinewidth),this.wireframeLinecap!==void 0&&(i.wireframeLinecap=this.wireframeLinecap),this.wireframeLinejoin!==void 0&&(i.wireframeLinejoin=this.wireframeLinejoin),this.flatShading!==void 0&&(i.flatShading=this.flatShading),this.fog!==void 0&&(i.fog=this.fog),Object.keys(this.userData).length>0&&(i.userData=this.userData);function r(a){let n=[];for(let s in a){let o=a[s];delete o.metadata,n.push(o)}return n}if(t){let a=r(e.textures),n=r(e.images);a.length>0&&(i.textures=a),n.length>0&&(i.images=n)}return i}fromJSON(e,t){if(e.uuid!==void 0&&(this.uuid=e.uuid),e.name!==void 0&&(this.name=e.name),e.color!==void 0&&this.color!==void 0&&this.color.setHex(e.color),e.roughness!==void 0&&(this.roughness=e.roughness),e.metalness!==void 0&&(this.metalness=e.metalness),e.sheen!==void 0&&(this.sheen=e.sheen),e.sheenColor!==void 0&&(this.sheenColor=new je().setHex(e.sheenColor)),e.sheenRoughness!==void 0&&(this.sheenRoughness=e.sheenRoughness),e.emissive!==void 0&&this.emissive!==void 0&&this.emissive.setHex(e.emissive),e.specular!==void 0&&this.specular!==void 0&&this.specular.setHex(e.specular),e.specularIntensity!==void 0&&(this.specularIntensity=e.specularIntensity),e.specularColor!==void 0&&this.specularColor!==void 0&&this.specularColor.setHex(e.specularColor),e.shininess!==void 0&&(this.shininess=e.shininess),e.clearcoat!==void 0&&(this.clearcoat=e.clearcoat),e.clearcoatRoughness!==void 0&&(this.clearcoatRoughness=e.clearcoatRoughness),e.diffuseRoughness!==void 0&&(this.diffuseRoughness=e.diffuseRoughness),e.dispersion!==void 0&&(this.dispersion=e.dispersion),e.retroreflectivity!==void 0&&(this.retroreflectivity=e.retroreflectivity),e.iridescence!==void 0&&(this.iridescence=e.iridescence),e.iridescenceIOR!==void 0&&(this.iridescenceIOR=e.iridescenceIOR),e.iridescenceThicknessMinimum!==void 0&&(this.iridescenceThicknessMinimum=e.iridescenceThicknessMinimum),e.iridescenceThicknessMaximum!==void 0&&(this.iridescenceThicknessMaximum=e.iridescenceThicknessMaximum),e.iridescenceThicknessRange!==void 0&&(this.iridescenceThicknessMinimum=e.iridescenceThicknessRange[0],this.iridescenceThicknessMaximum=e.iridescenceThicknessRange[1]),e.transmission!==void 0&&(this.transmission=e.transmission),e.thickness!==void 0&&(this.thickness=e.thickness),e.attenuationDistance!==void 0&&(this.attenuationDistance=e.attenuationDistance),e.attenuationColor!==void 0&&this.attenuationColor!==void 0&&this.attenuationColor.setHex(e.attenuationColor),e.anisotropy!==void 0&&(this.anisotropy=e.anisotropy),e.anisotropyRotation!==void 0&&(this.anisotropyRotation=e.anisotropyRotation),e.fog!==void 0&&(this.fog=e.fog),e.flatShading!==void 0&&(this.flatShading=e.flatShading),e.blending!==void 0&&(this.blending=e.blending),e.combine!==void 0&&(this.combine=e.combine),e.side!==void 0&&(this.side=e.side),e.shadowSide!==void 0&&(this.shadowSide=e.shadowSide),e.opacity!==void 0&&(this.opacity=e.opacity),e.transparent!==void 0&&(this.transparent=e.transparent),e.alphaTest!==void 0&&(this.alphaTest=e.alphaTest),e.alphaHash!==void 0&&(this.alphaHash=e.alphaHash),e.depthFunc!==void 0&&(this.depthFunc=e.depthFunc),e.depthTest!==void 0&&(this.depthTest=e.depthTest),e.depthWrite!==void 0&&(this.depthWrite=e.depthWrite),e.colorWrite!==void 0&&(this.colorWrite=e.colorWrite),e.clippingPlanes!==void 0&&(this.clippingPlanes=e.clippingPlanes.map(i=>new Ei().fromJSON(i))),e.clipIntersection!==void 0&&(this.clipIntersection=e.clipIntersection),e.clipShadows!==void 0&&(this.clipShadows=e.clipShadows),e.depthPacking!==void 0&&(this.depthPacking=e.depthPacking),e.blendSrc!==void 0&&(this.blendSrc=e.blendSrc),e.blendDst!==void 0&&(this.blendDst=e.blendDst),e.blendEquation!==void 0&&(this.blendEquation=e.blendEquation),e.blendSrcAlpha!==void 0&&(this.blendSrcAlpha=e.blendSrcAlpha),e.blendDstAlpha!==void 0&&(this.blendDstAlpha=e.blendDstAlpha),e.blendEquationAlpha!==void 0&&(this.blendEquationAlpha=e.blendEquationAlpha),e.blendColor!==void 0&&this.blendColor!==void 0&&this.blendColor.setHex(e.blendColor),e.blendAlpha!==void 0&&(this.blendAlpha=e.blendAlpha),e.stencilWriteMask!==void 0&&(this.stencilWriteMask=e.stencilWriteMask),e.stencilFunc!==void 0&&(this.stencilFunc=e.stencilFunc),e.stencilRef!==void 0&&(this.stencilRef=e.stencilRef),e.stencilFuncMask!==void 0&&(this.stencilFuncMask=e.stencilFuncMask),e.stencilFail!==void 0&&(this.stencilFail=e.stencilFail),e.stencilZFail!==void 0&&(this.stencilZFail=e.stencilZFail),e.stencilZPass!==void 0&&(this.stencilZPass=e.stencilZPass),e.stencilWrite!==void 0&&(this.stencilWrite=e.stencilWrite),e.wireframe!==void 0&&(this.wireframe=e.wireframe),e.wireframeLinewidth!==void 0&&(this.wireframeLinewidth=e.wireframeLinewidth),e.wireframeLinecap!==void 0&&(this.wireframeLinecap=e.wireframeLinecap),e.wireframeLinejoin!==void 0&&(this.wireframeLinejoin=e.wireframeLinejoin),e.rotation!==void 0&&(this.rotation=e.rotation),e.linewidth!==void 0&&(this.linewidth=e.linewidth),e.linecap!==void 0&&(this.linecap=e.linecap),e.linejoin!==void 0&&(this.linejoin=e.linejoin),e.dashSize!==void 0&&(this.dashSize=e.dashSize),e.gapSize!==void 0&&(this.gapSize=e.gapSize),e.scale!==void 0&&(this.scale=e.scale),e.polygonOffset!==void 0&&(this.polygonOffset=e.polygonOffset),e.polygonOffsetFactor!==void 0&&(this.polygonOffsetFactor=e.polygonOffsetFactor),e.polygonOffsetUnits!==void 0&&(this.polygonOffsetUnits=e.polygonOffsetUnits),e.dithering!==void 0&&(this.dithering=e.dithering),e.alphaToCoverage!==void 0&&(this.alphaToCoverage=e.alphaToCoverage),e.premultipliedAlpha!==void 0&&(this.premultipliedAlpha=e.premultipliedAlpha),e.forceSinglePass!==void 0&&(this.forceSinglePass=e.forceSinglePass),e.allowOverride!==void 0&&(this.allowOverride=e.allowOverride),e.visible!==void 0&&(this.visible=e.visible),e.toneMapped!==void 0&&(this.toneMapped=e.toneMapped),e.userData!==void 0&&(this.userData=e.userData),e.vertexColors!==void 0&&(typeof e.vertexColors=="number"?this.vertexColors=e.vertexColors>0:this.vertexColors=e.vertexColors),e.size!==void 0&&(this.size=e.size),e.sizeAttenuation!==void 0&&(this.sizeAttenuation=e.sizeAttenuation),e.map!==void 0&&(this.map=t[e.map]||null),e.matcap!==void 0&&(this.matcap=t[e.matcap]||null),e.alphaMap!==void 0&&(this.alphaMap=t[e.alphaMap]||null),e.bumpMap!==void 0&&(this.bumpMap=t[e.bumpMap]||null),e.bumpScale!==void 0&&(this.bumpScale=e.bumpScale),e.normalMap!==void 0&&(this.normalMap=t[e.normalMap]||null),e.normalMapType!==void 0&&(this.normalMapType=e.normalMapType),e.normalScale!==void 0){let i=e.normalScale;Array.isArray(i)===!1&&(i=[i,i]),this.normalScale=new Fe().fromArray(i)}return e.displacementMap!==void 0&&(this.displacementMap=t[e.displacementMap]||null),e.displacementScale!==void 0&&(this.displacementScale=e.displacementScale),e.displacementBias!==void 0&&(this.displacementBias=e.displacementBias),e.roughnessMap!==void 0&&(this.roughnessMap=t[e.roughnessMap]||null),e.metalnessMap!==void 0&&(this.metalnessMap=t[e.metalnessMap]||null),e.emissiveMap!==void 0&&(this.emissiveMap=t[e.emissiveMap]||null),e.emissiveIntensity!==void 0&&(this.emissiveIntensity=e.emissiveIntensity),e.specularMap!==void 0&&(this.specularMap=t[e.specularMap]||null),e.specularIntensityMap!==void 0&&(this.specularIntensityMap=t[e.specularIntensityMap]||null),e.specularColorMap!==void 0&&(this.specularColorMap=t[e.specularColorMap]||null),e.envMap!==void 0&&(this.envMap=t[e.envMap]||null),e.envMapRotation!==void 0&&this.envMapRotation.fromArray(e.envMapRotation),e.envMapIntensity!==void 0&&(this.envMapIntensity=e.envMapIntensity),e.reflectivity!==void 0&&(this.reflectivity=e.reflectivity),e.refractionRatio!==void 0&&(this.refractionRatio=e.refractionRatio),e.lightMap!==void 0&&(this.lightMap=t[e.lightMap]||null),e.lightMapIntensity!==void 0&&(this.lightMapIntensity=e.lightMapIntensity),e.aoMap!==void 0&&(this.aoMap=t[e.aoMap]||null),e.aoMapIntensity!==void 0&&(this.aoMapIntensity=e.aoMapIntensity),e.gradientMap!==void 0&&(this.gradientMap=t[e.gradientMap]||null),e.clearcoatMap!==void 0&&(this.clearcoatMap=t[e.clearcoatMap]||null),e.clearcoatRoughnessMap!==void 0&&(this.clearcoatRoughnessMap=t[e.clearcoatRoughnessMap]||null),e.clearcoatNormalMap!==void 0&&(this.clearcoatNormalMap=t[e.clearcoatNormalMap]||null),e.clearcoatNormalScale!==void 0&&(this.clearcoatNormalScale=new Fe().fromArray(e.clearcoatNormalScale)),e.diffuseRoughnessMap!==void 0&&(this.diffuseRoughnessMap=t[e.diffuseRoughnessMap]||null),e.iridescenceMap!==void 0&&(this.iridescenceMap=t[e.iridescenceMap]||null),e.iridescenceThicknessMap!==void 0&&(this.iridescenceThicknessMap=t[e.iridescenceThicknessMap]||null),e.transmissionMap!==void 0&&(this.transmissionMap=t[e.transmissionMap]||null),e.thicknessMap!==void 0&&(this.thicknessMap=t[e.thicknessMap]||null),e.anisotropyMap!==void 0&&(this.anisotropyMap=t[e.anisotropyMap]||null),e.sheenColorMap!==void 0&&(this.sheenColorMap=t[e.sheenColorMap]||null),e.sheenRoughnessMap!==void 0&&(this.sheenRoughnessMap=t[e.sheenRoughnessMap]||null),this}clone(){return new this.constructor().copy(this)}copy(e){this.name=e.name,this.blending=e.blending,this.side=e.side,this.vertexColors=e.vertexColors,this.opacity=e.opacity,this.transparent=e.transparent,this.blendSrc=e.blendSrc,this.blendDst=e.blendDst,this.blendEquation=e.blendEquation,this.blendSrcAlpha=e.blendSrcAlpha,this.blendDstAlpha=e.blendDstAlpha,this.blendEquationAlpha=e.blendEquationAlpha,this.blendColor.copy(e.blendColor),this.blendAlpha=e.blendAlpha,this.depthFunc=e.depthFunc,this.depthTest=e.depthTest,this.depthWrite=e.depthWrite,this.stencilWriteMask=e.stencilWriteMask,this.stencilFunc=e.stencilFunc,this.stencilRef=e.stencilRef,this.stencilFuncMask=e.stencilFuncMask,this.stencilFail=e.stencilFail,this.stencilZFail=e.stencilZFail,this.stencilZPass=e.stencilZPass,this.stencilWrite=e.stencilWrite;let t=e.clippingPlanes,i=null;if(t!==null){let r=t.length;i=new Array(r);for(let a=0;a!==r;++a)i[a]=t[a].clone()}return this.clippingPlanes=i,this.clipIntersection=e.clipIntersection,this.clipShadows=e.clipShadows,this.shadowSide=e.shadowSide,this.colorWrite=e.colorWrite,this.precision=e.precision,this.polygonOffset=e.polygonOffset,this.polygonOffsetFactor=e.polygonOffsetFactor,this.polygonOffsetUnits=e.polygonOffsetUnits,this.dithering=e.dithering,this.alphaTest=e.alphaTest,this.alphaHash=e.alphaHash,this.alphaToCoverage=e.alphaToCoverage,this.premultipliedAlpha=e.premultipliedAlpha,this.forceSinglePass=e.forceSinglePass,this.allowOverride=e.allowOverride,this.visible=e.visible,this.toneMapped=e.toneMapped,this.userData=JSON.parse(JSON.stringify(e.userData)),this}dispose(){this.dispatchEvent({type:"dispose"})}set needsUpdate(e){e===!0&&this.version++}},xi=new W,As=new W,Ha=new W,Va=new W,rl=class{constructor(e=new W,t=new W(0,0,-1)){this.origin=e,this.direction=t}set(e,t){return this.origin.copy(e),this.direction.copy(t),this}copy(e){return this.origin.copy(e.origin),this.direction.copy(e.direction),this}at(e,t){return t.copy(this.origin).addScaledVector(this.direction,e)}lookAt(e){return this.direction.copy(e).sub(this.origin).normalize(),this}recast(e){return this.origin.copy(this.at(e,xi)),this}closestPointToPoint(e,t){t.subVectors(e,this.origin);let i=t.dot(this.direction);return i<0?t.copy(this.origin):t.copy(this.origin).addScaledVector(this.direction,i)}distanceToPoint(e){return Math.sqrt(this.distanceSqToPoint(e))}distanceSqToPoint(e){let t=xi.subVectors(e,this.origin).dot(this.direction);return t<0?this.origin.distanceToSquared(e):(xi.copy(this.origin).addScaledVector(this.direction,t),xi.distanceToSquared(e))}distanceSqToSegment(e,t,i,r){As.copy(e).add(t).multiplyScalar(.5),Ha.copy(t).sub(e).normalize(),Va.copy(this.origin).sub(As);let a=e.distanceTo(t)*.5,n=-this.direction.dot(Ha),s=Va.dot(this.direction),o=-Va.dot(Ha),l=Va.lengthSq(),h=Math.abs(1-n*n),u,d,c,f;if(h>0)if(u=n*o-s,d=n*s-o,f=a*h,u>=0)if(d>=-f)if(d<=f){let M=1/h;u*=M,d*=M,c=u*(u+n*d+2*s)+d*(n*u+d+2*o)+l}else d=a,u=Math.max(0,-(n*d+s)),c=-u*u+d*(d+2*o)+l;else d=-a,u=Math.max(0,-(n*d+s)),c=-u*u+d*(d+2*o)+l;else d<=-f?(u=Math.max(0,-(-n*a+s)),d=u>0?-a:Math.min(Math.max(-a,-o),a),c=-u*u+d*(d+2*o)+l):d<=f?(u=0,d=Math.min(Math.max(-a,-o),a),c=d*(d+2*o)+l):(u=Math.max(0,-(n*a+s)),d=u>0?a:Math.min(Math.max(-a,-o),a),c=-u*u+d*(d+2*o)+l);else d=n>0?-a:a,u=Math.max(0,-(n*d+s)),c=-u*u+d*(d+2*o)+l;return i&&i.copy(this.origin).addScaledVector(this.direction,u),r&&r.copy(As).addScaledVector(Ha,d),c}intersectSphere(e,t){if(e.radius<0)return null;xi.subVectors(e.center,this.origin);let i=xi.dot(this.direction),r=xi.dot(xi)-i*i,a=e.radius*e.radius;if(r>a)return null;let n=Math.sqrt(a-r),s=i-n,o=i+n;return o<0?null:s<0?this.at(o,t):this.at(s,t)}intersectsSphere(e){return e.radius<0?!1:this.distanceSqToPoint(e.center)<=e.radius*e.radius}distanceToPlane(e){let t=e.normal.dot(this.direction);if(t===0)return e.distanceToPoint(this.origin)===0?0:null;let i=-(this.origin.dot(e.normal)+e.constant)/t;return i>=0?i:null}intersectPlane(e,t){let i=this.distanceToPlane(e);return i===null?null:this.at(i,t)}intersectsPlane(e){let t=e.distanceToPoint(this.origin);return t===0||e.normal.dot(this.direction)*t<0}intersectBox(e,t){let i,r,a,n,s,o,l=1/this.direction.x,h=1/this.direction.y,u=1/this.direction.z,d=this.origin;return l>=0?(i=(e.min.x-d.x)*l,r=(e.max.x-d.x)*l):(i=(e.max.x-d.x)*l,r=(e.min.x-d.x)*l),h>=0?(a=(e.min.y-d.y)*h,n=(e.max.y-d.y)*h):(a=(e.max.y-d.y)*h,n=(e.min.y-d.y)*h),i>n||a>r||((a>i||isNaN(i))&&(i=a),(n<r||isNaN(r))&&(r=n),u>=0?(s=(e.min.z-d.z)*u,o=(e.max.z-d.z)*u):(s=(e.max.z-d.z)*u,o=(e.min.z-d.z)*u),i>o||s>r)||((s>i||i!==i)&&(i=s),(o<r||r!==r)&&(r=o),r<0)?null:this.at(i>=0?i:r,t)}intersectsBox(e){return this.intersectBox(e,xi)!==null}intersectTriangle(e,t,i,r,a){let n=this.origin,s=this.direction,o=s.x,l=s.y,h=s.z,u=e.x-n.x,d=e.y-n.y,c=e.z-n.z,f=t.x-n.x,M=t.y-n.y,S=t.z-n.z,g=i.x-n.x,p=i.y-n.y,T=i.z-n.z,A=Math.abs(o),E=Math.abs(l),w=Math.abs(h),R,m,x,I,j,O,G,J,y,N,D,L;if(A>=E&&A>=w?(x=o,O=u,y=f,L=g,o>=0?(R=l,m=h,I=d,j=c,G=M,J=S,N=p,D=T):(R=h,m=l,I=c,j=d,G=S,J=M,N=T,D=p)):E>=w?(x=l,O=d,y=M,L=p,l>=0?(R=h,m=o,I=c,j=u,G=S,J=f,N=T,D=g):(R=o,m=h,I=u,j=c,G=f,J=S,N=g,D=T)):(x=h,O=c,y=S,L=T,h>=0?(R=o,m=l,I=u,j=d,G=f,J=M,N=g,D=p):(R=l,m=o,I=d,j=u,G=M,J=f,N=p,D=g)),x===0)return null;let Z=R/x,B=m/x,k=1/x,$=I-Z*O,ge=j-B*O,q=G-Z*y,Q=J-B*y,pe=N-Z*L,ye=D-B*L,xe=pe*Q-ye*q,ne=$*ye-ge*pe,Ue=q*ge-Q*$;if(r){if(xe<0||ne<0||Ue<0)return null}else if((xe<0||ne<0||Ue<0)&&(xe>0||ne>0||Ue>0))return null;let We=xe+ne+Ue;if(We===0)return null;let Ae=k*(xe*O+ne*y+Ue*L);return(We>0?Ae<0:Ae>0)?null:this.at(Ae/We,a)}applyMatrix4(e){return this.origin.applyMatrix4(e),this.direction.transformDirection(e),this}equals(e){return e.origin.equals(this.origin)&&e.direction.equals(this.direction)}clone(){return new this.constructor().copy(this)}},__=class extends Sa{constructor(e){super(),this.isMeshBasicMaterial=!0,this.type="MeshBasicMaterial",this.color=new je(16777215),this.map=null,this.lightMap=null,this.lightMapIntensity=1,this.aoMap=null,this.aoMapIntensity=1,this.specularMap=null,this.alphaMap=null,this.envMap=null,this.envMapRotation=new _a,this.combine=Wu,this.reflectivity=1,this.refractionRatio=.98,this.wireframe=!1,this.wireframeLinewidth=1,this.wireframeLinecap="round",this.wireframeLinejoin="round",this.fog=!0,this.setValues(e)}copy(e){return super.copy(e),this.color.copy(e.color),this.map=e.map,this.lightMap=e.lightMap,this.lightMapIntensity=e.lightMapIntensity,this.aoMap=e.aoMap,this.aoMapIntensity=e.aoMapIntensity,this.specularMap=e.specularMap,this.alphaMap=e.alphaMap,this.envMap=e.envMap,this.envMapRotation.copy(e.envMapRotation),this.combine=e.combine,this.reflectivity=e.reflectivity,this.refractionRatio=e.refractionRatio,this.wireframe=e.wireframe,this.wireframeLinewidth=e.wireframeLinewidth,this.wireframeLinecap=e.wireframeLinecap,this.wireframeLinejoin=e.wireframeLinejoin,this.fog=e.fog,this}},Mh=new ht,tr=new rl,ka=new zn,Sh=new W,Ga=new W,Wa=new W,Xa=new W,Rs=new W,ja=new W,yh=new W,Ya=new W,ur=class extends fi{constructor(e=new Ii,t=new __){super(),this.isMesh=!0,this.type="Mesh",this.geometry=e,this.material=t,this.morphTargetDictionary=void 0,this.morphTargetInfluences=void 0,this.count=1,this.updateMorphTargets()}copy(e,t){return super.copy(e,t),e.morphTargetInfluences!==void 0?this.morphTargetInfluences=e.morphTargetInfluences.slice():this.morphTargetInfluences=void 0,e.morphTargetDictionary!==void 0?this.morphTargetDictionary=Object.assign({},e.morphTargetDictionary):this.morphTargetDictionary=void 0,this.material=Array.isArray(e.material)?e.material.slice():e.material,this.geometry=e.geometry,this}updateMorphTargets(){let e=this.geometry.morphAttributes,t=Object.keys(e);if(t.length>0){let i=e[t[0]];if(i!==void 0){this.morphTargetInfluences=[],this.morphTargetDictionary={};for(let r=0,a=i.length;r<a;r++){let n=i[r].name||String(r);this.morphTargetInfluences.push(0),this.morphTargetDictionary[n]=r}}}}getVertexPosition(e,t){let i=this.geometry,r=i.attributes.position,a=i.morphAttributes.position,n=i.morphTargetsRelative;t.fromBufferAttribute(r,e);let s=this.morphTargetInfluences;if(a&&s){ja.set(0,0,0);for(let o=0,l=a.length;o<l;o++){let h=s[o],u=a[o];h!==0&&(Rs.fromBufferAttribute(u,e),n?ja.addScaledVector(Rs,h):ja.addScaledVector(Rs.sub(t),h))}t.add(ja)}return t}intersectsFrustum(e){return e.intersectsObject(this)}raycast(e,t){let i=this.geometry,r=this.material,a=this.matrixWorld;r!==void 0&&(i.boundingSphere===null&&i.computeBoundingSphere(),ka.copy(i.boundingSphere),ka.applyMatrix4(a),tr.copy(e.ray).recast(e.near),!(ka.containsPoint(tr.origin)===!1&&(tr.intersectSphere(ka,Sh)===null||tr.origin.distanceToSquared(Sh)>(e.far-e.near)**2))&&(Mh.copy(a).invert(),tr.copy(e.ray).applyMatrix4(Mh),!(i.boundingBox!==null&&tr.intersectsBox(i.boundingBox)===!1)&&this._computeIntersections(e,t,tr)))}_computeIntersections(e,t,i){let r,a=this.geometry,n=this.material,s=a.index,o=a.attributes.position,l=a.attributes.uv,h=a.attributes.uv1,u=a.attributes.normal,d=a.groups,c=a.drawRange;if(s!==null)if(Array.isArray(n))for(let f=0,M=d.length;f<M;f++){let S=d[f],g=n[S.materialIndex],p=Math.max(S.start,c.start),T=Math.min(s.count,Math.min(S.start+S.count,c.start+c.count));for(let A=p,E=T;A<E;A+=3){let w=s.getX(A),R=s.getX(A+1),m=s.getX(A+2);r=qa(this,g,e,i,l,h,u,w,R,m),r&&(r.faceIndex=Math.floor(A/3),r.face.materialIndex=S.materialIndex,t.push(r))}}else{let f=Math.max(0,c.start),M=Math.min(s.count,c.start+c.count);for(let S=f,g=M;S<g;S+=3){let p=s.getX(S),T=s.getX(S+1),A=s.getX(S+2);r=qa(this,n,e,i,l,h,u,p,T,A),r&&(r.faceIndex=Math.floor(S/3),t.push(r))}}else if(o!==void 0)if(Array.isArray(n))for(let f=0,M=d.length;f<M;f++){let S=d[f],g=n[S.materialIndex],p=Math.max(S.start,c.start),T=Math.min(o.count,Math.min(S.start+S.count,c.start+c.count));for(let A=p,E=T;A<E;A+=3){let w=A,R=A+1,m=A+2;r=qa(this,g,e,i,l,h,u,w,R,m),r&&(r.faceIndex=Math.floor(A/3),r.face.materialIndex=S.materialIndex,t.push(r))}}else{let f=Math.max(0,c.start),M=Math.min(o.count,c.start+c.count);for(let S=f,g=M;S<g;S+=3){let p=S,T=S+1,A=S+2;r=qa(this,n,e,i,l,h,u,p,T,A),r&&(r.faceIndex=Math.floor(S/3),t.push(r))}}}};function v_(e,t,i,r,a,n,s,o){let l;if(t.side===Ut?l=r.intersectTriangle(s,n,a,!0,o):l=r.intersectTriangle(a,n,s,t.side===lr,o),l===null)return null;Ya.copy(o),Ya.applyMatrix4(e.matrixWorld);let h=i.ray.origin.distanceTo(Ya);return h<i.near||h>i.far?null:{distance:h,point:Ya.clone(),object:e}}function qa(e,t,i,r,a,n,s,o,l,h){e.getVertexPosition(o,Ga),e.getVertexPosition(l,Wa),e.getVertexPosition(h,Xa);let u=v_(e,t,i,r,Ga,Wa,Xa,yh);if(u){let d=new W;$r.getBarycoord(yh,Ga,Wa,Xa,d),a&&(u.uv=$r.getInterpolatedAttribute(a,o,l,h,d,new Fe)),n&&(u.uv1=$r.getInterpolatedAttribute(n,o,l,h,d,new Fe)),s&&(u.normal=$r.getInterpolatedAttribute(s,o,l,h,d,new W),u.normal.dot(r.direction)>0&&u.normal.multiplyScalar(-1));let c={a:o,b:l,c:h,normal:new W,materialIndex:0};$r.getNormal(Ga,Wa,Xa,c.normal),u.face=c,u.barycoord=d}return u}var M_=class extends ei{constructor(e=null,t=1,i=1,r,a,n,s,o,l=Mt,h=Mt,u,d){super(null,n,s,o,l,h,r,a,u,d),this.isDataTexture=!0,this.image={data:e,width:t,height:i},this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1}},ir=new zn,S_=new Fe(.5,.5),Ka=new W,Dn=class{constructor(e=new Ei,t=new Ei,i=new Ei,r=new Ei,a=new Ei,n=new Ei){this.planes=[e,t,i,r,a,n]}set(e,t,i,r,a,n){let s=this.planes;return s[0].copy(e),s[1].copy(t),s[2].copy(i),s[3].copy(r),s[4].copy(a),s[5].copy(n),this}copy(e){let t=this.planes;for(let i=0;i<6;i++)t[i].copy(e.planes[i]);return this}setFromProjectionMatrix(e,t=Jt,i=!1){let r=this.planes,a=e.elements,n=a[0],s=a[1],o=a[2],l=a[3],h=a[4],u=a[5],d=a[6],c=a[7],f=a[8],M=a[9],S=a[10],g=a[11],p=a[12],T=a[13],A=a[14],E=a[15];if(r[0].setComponents(l-n,c-h,g-f,E-p).normalize(),r[1].setComponents(l+n,c+h,g+f,E+p).normalize(),r[2].setComponents(l+s,c+u,g+M,E+T).normalize(),r[3].setComponents(l-s,c-u,g-M,E-T).normalize(),i)r[4].setComponents(o,d,S,A).normalize(),r[5].setComponents(l-o,c-d,g-S,E-A).normalize();else if(r[4].setComponents(l-o,c-d,g-S,E-A).normalize(),t===Jt)r[5].setComponents(l+o,c+d,g+S,E+A).normalize();else if(t===Pn)r[5].setComponents(o,d,S,A).normalize();else throw new Error("THREE.Frustum.setFromProjectionMatrix(): Invalid coordinate system: "+t);return this}intersectsObject(e){if(e.boundingSphere!==void 0)e.boundingSphere===null&&e.computeBoundingSphere(),ir.copy(e.boundingSphere).applyMatrix4(e.matrixWorld);else{let t=e.geometry;t.boundingSphere===null&&t.computeBoundingSphere(),ir.copy(t.boundingSphere).applyMatrix4(e.matrixWorld)}return this.intersectsSphere(ir)}intersectsSprite(e){ir.center.set(0,0,0);let t=S_.distanceTo(e.center);return ir.radius=.7071067811865476+t,ir.applyMatrix4(e.matrixWorld),this.intersectsSphere(ir)}intersectsSphere(e){let t=this.planes,i=e.center,r=-e.radius;for(let a=0;a<6;a++)if(t[a].distanceToPoint(i)<r)return!1;return!0}intersectsBox(e){let t=this.planes;for(let i=0;i<6;i++){let r=t[i];if(Ka.x=r.normal.x>0?e.max.x:e.min.x,Ka.y=r.normal.y>0?e.max.y:e.min.y,Ka.z=r.normal.z>0?e.max.z:e.min.z,r.distanceToPoint(Ka)<0)return!1}return!0}containsPoint(e){let t=this.planes;for(let i=0;i<6;i++)if(t[i].distanceToPoint(e)<0)return!1;return!0}clone(){return new this.constructor().copy(this)}},xh=new ht,y_=class xc{constructor(){this.coordinateSystem=Jt,this._frustums=[],this._count=0}setFromArrayCamera(t){let i=t.cameras,r=this._frustums;for(let a=0;a<i.length;a++){let n=i[a];xh.multiplyMatrices(n.projectionMatrix,n.matrixWorldInverse),r[a]===void 0&&(r[a]=new Dn),r[a].setFromProjectionMatrix(xh,n.coordinateSystem,n.reversedDepth)}return this._count=i.length,this}getFrustum(t){return this._frustums[t]}intersectsObject(t){let i=this._frustums;for(let r=0;r<this._count;r++)if(i[r].intersectsObject(t))return!0;return!1}intersectsSprite(t){let i=this._frustums;for(let r=0;r<this._count;r++)if(i[r].intersectsSprite(t))return!0;return!1}intersectsSphere(t){let i=this._frustums;for(let r=0;r<this._count;r++)if(i[r].intersectsSphere(t))return!0;return!1}intersectsBox(t){let i=this._frustums;for(let r=0;r<this._count;r++)if(i[r].intersectsBox(t))return!0;return!1}containsPoint(t){let i=this._frustums;for(let r=0;r<this._count;r++)if(i[r].containsPoint(t))return!0;return!1}copy(t){this.coordinateSystem=t.coordinateSystem;let i=this._frustums,r=t._frustums;for(let a=0;a<t._count;a++)i[a]===void 0&&(i[a]=new Dn),i[a].copy(r[a]);return this._count=t._count,this}clone(){return new xc().copy(this)}},x_=class extends Sa{constructor(e){super(),this.isPointsMaterial=!0,this.type="PointsMaterial",this.color=new je(16777215),this.map=null,this.alphaMap=null,this.size=1,this.sizeAttenuation=!0,this.fog=!0,this.setValues(e)}copy(e){return super.copy(e),this.color.copy(e.color),this.map=e.map,this.alphaMap=e.alphaMap,this.size=e.size,this.sizeAttenuation=e.sizeAttenuation,this.fog=e.fog,this}},Eh=new ht,Lo=new rl,Za=new zn,$a=new W,Ec=class extends fi{constructor(e=new Ii,t=new x_){super(),this.isPoints=!0,this.type="Points",this.geometry=e,this.material=t,this.morphTargetDictionary=void 0,this.morphTargetInfluences=void 0,this.updateMorphTargets()}copy(e,t){return super.copy(e,t),e.morphTargetInfluences!==void 0?this.morphTargetInfluences=e.morphTargetInfluences.slice():this.morphTargetInfluences=void 0,e.morphTargetDictionary!==void 0?this.morphTargetDictionary=Object.assign({},e.morphTargetDictionary):this.morphTargetDictionary=void 0,this.material=Array.isArray(e.material)?e.material.slice():e.material,this.geometry=e.geometry,this}intersectsFrustum(e){return e.intersectsObject(this)}raycast(e,t){let i=this.geometry,r=this.matrixWorld,a=e.params.Points.threshold,n=i.drawRange;if(i.boundingSphere===null&&i.computeBoundingSphere(),Za.copy(i.boundingSphere),Za.applyMatrix4(r),Za.radius+=a,e.ray.intersectsSphere(Za)===!1)return;Eh.copy(r).invert(),Lo.copy(e.ray).applyMatrix4(Eh);let s=a/((this.scale.x+this.scale.y+this.scale.z)/3),o=s*s,l=i.index,h=i.attributes.position;if(l!==null){let u=Math.max(0,n.start),d=Math.min(l.count,n.start+n.count);for(let c=u,f=d;c<f;c++){let M=l.getX(c);$a.fromBufferAttribute(h,M),bh($a,M,o,r,e,t,this)}}else{let u=Math.max(0,n.start),d=Math.min(h.count,n.start+n.count);for(let c=u,f=d;c<f;c++)$a.fromBufferAttribute(h,c),bh($a,c,o,r,e,t,this)}}updateMorphTargets(){let e=this.geometry.morphAttributes,t=Object.keys(e);if(t.length>0){let i=e[t[0]];if(i!==void 0){this.morphTargetInfluences=[],this.morphTargetDictionary={};for(let r=0,a=i.length;r<a;r++){let n=i[r].name||String(r);this.morphTargetInfluences.push(0),this.morphTargetDictionary[n]=r}}}}};function bh(e,t,i,r,a,n,s){let o=Lo.distanceSqToPoint(e);if(o<i){let l=new W;Lo.closestPointToPoint(e,l),l.applyMatrix4(r);let h=a.ray.origin.distanceTo(l);if(h<a.near||h>a.far)return;n.push({distance:h,distanceToRay:Math.sqrt(o),point:l,index:t,face:null,faceIndex:null,barycoord:null,object:s})}}var bc=class extends ei{constructor(e=[],t=Br,i,r,a,n,s,o,l,h){super(e,t,i,r,a,n,s,o,l,h),this.isCubeTexture=!0,this.flipY=!1}get images(){return this.image}set images(e){this.image=e}},Vr=class extends ei{constructor(e,t,i=ci,r,a,n,s=Mt,o=Mt,l,h=ji,u=1){if(h!==ji&&h!==Xi)throw new Error("THREE.DepthTexture: format must be either THREE.DepthFormat or THREE.DepthStencilFormat");let d={width:e,height:t,depth:u};super(d,r,a,n,s,o,h,i,l),this.isDepthTexture=!0,this.flipY=!1,this.generateMipmaps=!1,this.compareFunction=null}copy(e){return super.copy(e),this.source=new il(Object.assign({},e.image)),this.compareFunction=e.compareFunction,this}toJSON(e){let t=super.toJSON(e);return t.compareFunction=this.compareFunction,t}},Tc=class extends Vr{constructor(e,t=ci,i=Br,r,a,n=Mt,s=Mt,o,l=ji){let h={width:e,height:e,depth:1},u=[h,h,h,h,h,h];super(e,e,t,i,r,a,n,s,o,l),this.image=u,this.isCubeDepthTexture=!0,this.isCubeTexture=!0}get images(){return this.image}set images(e){this.image=e}},wc=class extends ei{constructor(e=null){super(),this.sourceTexture=e,this.isExternalTexture=!0}copy(e){return super.copy(e),this.sourceTexture=e.sourceTexture,this}},al=class Ac extends Ii{constructor(t=1,i=1,r=1,a=1,n=1,s=1){super(),this.type="BoxGeometry",this.parameters={width:t,height:i,depth:r,widthSegments:a,heightSegments:n,depthSegments:s};let o=this;a=Math.floor(a),n=Math.floor(n),s=Math.floor(s);let l=[],h=[],u=[],d=[],c=0,f=0;M("z","y","x",-1,-1,r,i,t,s,n,0),M("z","y","x",1,-1,r,i,-t,s,n,1),M("x","z","y",1,1,t,r,i,a,s,2),M("x","z","y",1,-1,t,r,-i,a,s,3),M("x","y","z",1,-1,t,i,r,a,n,4),M("x","y","z",-1,-1,t,i,-r,a,n,5),this.setIndex(l),this.setAttribute("position",new Li(h,3)),this.setAttribute("normal",new Li(u,3)),this.setAttribute("uv",new Li(d,2));function M(S,g,p,T,A,E,w,R,m,x,I){let j=E/m,O=w/x,G=E/2,J=w/2,y=R/2,N=m+1,D=x+1,L=0,Z=0,B=new W;for(let k=0;k<D;k++){let $=k*O-J;for(let ge=0;ge<N;ge++){let q=ge*j-G;B[S]=q*T,B[g]=$*A,B[p]=y,h.push(B.x,B.y,B.z),B[S]=0,B[g]=0,B[p]=R>0?1:-1,u.push(B.x,B.y,B.z),d.push(ge/m),d.push(1-k/x),L+=1}}for(let k=0;k<x;k++)for(let $=0;$<m;$++){let ge=c+$+N*k,q=c+$+N*(k+1),Q=c+($+1)+N*(k+1),pe=c+($+1)+N*k;l.push(ge,q,pe),l.push(q,Q,pe),Z+=6}o.addGroup(f,Z,I),f+=Z,c+=L}}copy(t){return super.copy(t),this.parameters=Object.assign({},t.parameters),this}static fromJSON(t){return new Ac(t.width,t.height,t.depth,t.widthSegments,t.heightSegments,t.depthSegments)}},Rc=class Cc extends Ii{constructor(t=1,i=1,r=1,a=1){super(),this.type="PlaneGeometry",this.parameters={width:t,height:i,widthSegments:r,heightSegments:a};let n=t/2,s=i/2,o=Math.floor(r),l=Math.floor(a),h=o+1,u=l+1,d=t/o,c=i/l,f=[],M=[],S=[],g=[];for(let p=0;p<u;p++){let T=p*c-s;for(let A=0;A<h;A++){let E=A*d-n;M.push(E,-T,0),S.push(0,0,1),g.push(A/o),g.push(1-p/l)}}for(let p=0;p<l;p++)for(let T=0;T<o;T++){let A=T+h*p,E=T+h*(p+1),w=T+1+h*(p+1),R=T+1+h*p;f.push(A,E,R),f.push(E,w,R)}this.setIndex(f),this.setAttribute("position",new Li(M,3)),this.setAttribute("normal",new Li(S,3)),this.setAttribute("uv",new Li(g,2))}copy(t){return super.copy(t),this.parameters=Object.assign({},t.parameters),this}static fromJSON(t){return new Cc(t.width,t.height,t.widthSegments,t.heightSegments)}};function kr(e){let t={};for(let i in e){t[i]={};for(let r in e[i]){let a=e[i][r];if(Th(a))a.isRenderTargetTexture?(Le("UniformsUtils: Textures of render targets cannot be cloned via cloneUniforms() or mergeUniforms()."),t[i][r]=null):t[i][r]=a.clone();else if(Array.isArray(a))if(Th(a[0])){let n=[];for(let s=0,o=a.length;s<o;s++)n[s]=a[s].clone();t[i][r]=n}else t[i][r]=a.slice();else t[i][r]=a}}return t}function Rt(e){let t={};for(let i=0;i<e.length;i++){let r=kr(e[i]);for(let a in r)t[a]=r[a]}return t}function Th(e){return e&&(e.isColor||e.isMatrix3||e.isMatrix4||e.isVector2||e.isVector3||e.isVector4||e.isTexture||e.isQuaternion)}function E_(e){let t=[];for(let i=0;i<e.length;i++)t.push(e[i].clone());return t}function Lc(e){let t=e.getRenderTarget();return t===null?e.outputColorSpace:t.isXRRenderTarget===!0?t.texture.colorSpace:Ve.workingColorSpace}var b_={clone:kr,merge:Rt},T_=`void main() {
	gl_Position = projectionMatrix * modelViewMatrix * vec4( position, 1.0 );
}`,w_=`void main() {
	gl_FragColor = vec4( 1.0, 0.0, 0.0, 1.0 );
}`,Di=class extends Sa{constructor(e){super(),this.isShaderMaterial=!0,this.type="ShaderMaterial",this.defines={},this.uniforms={},this.uniformsGroups=[],this.vertexShader=T_,this.fragmentShader=w_,this.linewidth=1,this.wireframe=!1,this.wireframeLinewidth=1,this.fog=!1,this.lights=!1,this.clipping=!1,this.forceSinglePass=!0,this.extensions={clipCullDistance:!1,multiDraw:!1},this.defaultAttributeValues={color:[1,1,1],uv:[0,0],uv1:[0,0]},this.index0AttributeName=void 0,this.uniformsNeedUpdate=!1,this.glslVersion=null,e!==void 0&&this.setValues(e)}copy(e){return super.copy(e),this.fragmentShader=e.fragmentShader,this.vertexShader=e.vertexShader,this.uniforms=kr(e.uniforms),this.uniformsGroups=E_(e.uniformsGroups),this.defines=Object.assign({},e.defines),this.wireframe=e.wireframe,this.wireframeLinewidth=e.wireframeLinewidth,this.fog=e.fog,this.lights=e.lights,this.clipping=e.clipping,this.extensions=Object.assign({},e.extensions),this.glslVersion=e.glslVersion,this.defaultAttributeValues=Object.assign({},e.defaultAttributeValues),this.index0AttributeName=e.index0AttributeName,this.uniformsNeedUpdate=e.uniformsNeedUpdate,this}toJSON(e){let t=super.toJSON(e);t.glslVersion=this.glslVersion,t.uniforms={};for(let r in this.uniforms){let a=this.uniforms[r].value;a&&a.isTexture?t.uniforms[r]={type:"t",value:a.toJSON(e).uuid}:a&&a.isColor?t.uniforms[r]={type:"c",value:a.getHex()}:a&&a.isVector2?t.uniforms[r]={type:"v2",value:a.toArray()}:a&&a.isVector3?t.uniforms[r]={type:"v3",value:a.toArray()}:a&&a.isVector4?t.uniforms[r]={type:"v4",value:a.toArray()}:a&&a.isMatrix3?t.uniforms[r]={type:"m3",value:a.toArray()}:a&&a.isMatrix4?t.uniforms[r]={type:"m4",value:a.toArray()}:t.uniforms[r]={value:a}}Object.keys(this.defines).length>0&&(t.defines=this.defines),t.vertexShader=this.vertexShader,t.fragmentShader=this.fragmentShader,t.lights=this.lights,t.clipping=this.clipping;let i={};for(let r in this.extensions)this.extensions[r]===!0&&(i[r]=!0);return Object.keys(i).length>0&&(t.extensions=i),t}fromJSON(e,t){if(super.fromJSON(e,t),e.uniforms!==void 0)for(let i in e.uniforms){let r=e.uniforms[i];switch(this.uniforms[i]={},r.type){case"t":this.uniforms[i].value=t[r.value]||null;break;case"c":this.uniforms[i].value=new je().setHex(r.value);break;case"v2":this.uniforms[i].value=new Fe().fromArray(r.value);break;case"v3":this.uniforms[i].value=new W().fromArray(r.value);break;case"v4":this.uniforms[i].value=new lt().fromArray(r.value);break;case"m3":this.uniforms[i].value=new Ie().fromArray(r.value);break;case"m4":this.uniforms[i].value=new ht().fromArray(r.value);break;default:this.uniforms[i].value=r.value}}if(e.defines!==void 0&&(this.defines=e.defines),e.vertexShader!==void 0&&(this.vertexShader=e.vertexShader),e.fragmentShader!==void 0&&(this.fragmentShader=e.fragmentShader),e.glslVersion!==void 0&&(this.glslVersion=e.glslVersion),e.extensions!==void 0)for(let i in e.extensions)this.extensions[i]=e.extensions[i];return e.lights!==void 0&&(this.lights=e.lights),e.clipping!==void 0&&(this.clipping=e.clipping),this}},A_=class extends Di{constructor(e){super(e),this.isRawShaderMaterial=!0,this.type="RawShaderMaterial"}},R_=class extends Sa{constructor(e){super(),this.isMeshDepthMaterial=!0,this.type="MeshDepthMaterial",this.depthPacking=xg,this.map=null,this.alphaMap=null,this.displacementMap=null,this.displacementScale=1,this.displacementBias=0,this.wireframe=!1,this.wireframeLinewidth=1,this.setValues(e)}copy(e){return super.copy(e),this.depthPacking=e.depthPacking,this.map=e.map,this.alphaMap=e.alphaMap,this.displacementMap=e.displacementMap,this.displacementScale=e.displacementScale,this.displacementBias=e.displacementBias,this.wireframe=e.wireframe,this.wireframeLinewidth=e.wireframeLinewidth,this}},C_=class extends Sa{constructor(e){super(),this.isMeshDistanceMaterial=!0,this.type="MeshDistanceMaterial",this.map=null,this.alphaMap=null,this.displacementMap=null,this.displacementScale=1,this.displacementBias=0,this.setValues(e)}copy(e){return super.copy(e),this.map=e.map,this.alphaMap=e.alphaMap,this.displacementMap=e.displacementMap,this.displacementScale=e.displacementScale,this.displacementBias=e.displacementBias,this}};function xr(e,t){return!e||e.constructor===t?e:typeof t.BYTES_PER_ELEMENT=="number"?new t(e):Array.prototype.slice.call(e)}function Ja(e){return e!==void 0&&e.inTangents!==void 0&&e.outTangents!==void 0}var ya=class{constructor(e,t,i,r){this.parameterPositions=e,this._cachedIndex=0,this.resultBuffer=r!==void 0?r:new t.constructor(i),this.sampleValues=t,this.valueSize=i,this.settings=null,this.DefaultSettings_={}}evaluate(e){let t=this.parameterPositions,i=this._cachedIndex,r=t[i],a=t[i-1];i:{e:{let n;t:{r:if(!(e<r)){for(let s=i+2;;){if(r===void 0){if(e<a)break r;return i=t.length,this._cachedIndex=i,this.copySampleValue_(i-1)}if(i===s)break;if(a=r,r=t[++i],e<r)break e}n=t.length;break t}if(!(e>=a)){let s=t[1];e<s&&(i=2,a=s);for(let o=i-2;;){if(a===void 0)return this._cachedIndex=0,this.copySampleValue_(0);if(i===o)break;if(r=a,a=t[--i-1],e>=a)break e}n=i,i=0;break t}break i}for(;i<n;){let s=i+n>>>1;e<t[s]?n=s:i=s+1}if(r=t[i],a=t[i-1],a===void 0)return this._cachedIndex=0,this.copySampleValue_(0);if(r===void 0)return i=t.length,this._cachedIndex=i,this.copySampleValue_(i-1)}this._cachedIndex=i,this.intervalChanged_(i,a,r)}return this.interpolate_(i,a,e,r)}getSettings_(){return this.settings||this.DefaultSettings_}copySampleValue_(e){let t=this.resultBuffer,i=this.sampleValues,r=this.valueSize,a=e*r;for(let n=0;n!==r;++n)t[n]=i[a+n];return t}interpolate_(){throw new Error("THREE.Interpolant: Call to abstract method.")}intervalChanged_(){}},L_=class extends ya{constructor(e,t,i,r){super(e,t,i,r),this._weightPrev=-0,this._offsetPrev=-0,this._weightNext=-0,this._offsetNext=-0,this.DefaultSettings_={endingStart:eh,endingEnd:eh}}intervalChanged_(e,t,i){let r=this.parameterPositions,a=e-2,n=e+1,s=r[a],o=r[n];if(s===void 0)switch(this.getSettings_().endingStart){case th:a=e,s=2*t-i;break;case ih:a=r.length-2,s=t+r[a]-r[a+1];break;default:a=e,s=i}if(o===void 0)switch(this.getSettings_().endingEnd){case th:n=e,o=2*i-t;break;case ih:n=1,o=i+r[1]-r[0];break;default:n=e-1,o=t}let l=(i-t)*.5,h=this.valueSize;this._weightPrev=l/(t-s),this._weightNext=l/(o-i),this._offsetPrev=a*h,this._offsetNext=n*h}interpolate_(e,t,i,r){let a=this.resultBuffer,n=this.sampleValues,s=this.valueSize,o=e*s,l=o-s,h=this._offsetPrev,u=this._offsetNext,d=this._weightPrev,c=this._weightNext,f=(i-t)/(r-t),M=f*f,S=M*f,g=-d*S+2*d*M-d*f,p=(1+d)*S+(-1.5-2*d)*M+(-.5+d)*f+1,T=(-1-c)*S+(1.5+c)*M+.5*f,A=c*S-c*M;for(let E=0;E!==s;++E)a[E]=g*n[h+E]+p*n[l+E]+T*n[o+E]+A*n[u+E];return a}},P_=class extends ya{constructor(e,t,i,r){super(e,t,i,r)}interpolate_(e,t,i,r){let a=this.resultBuffer,n=this.sampleValues,s=this.valueSize,o=e*s,l=o-s,h=(i-t)/(r-t),u=1-h;for(let d=0;d!==s;++d)a[d]=n[l+d]*u+n[o+d]*h;return a}},N_=class extends ya{constructor(e,t,i,r){super(e,t,i,r)}interpolate_(e){return this.copySampleValue_(e-1)}},D_=class extends ya{interpolate_(e,t,i,r){let a=this.resultBuffer,n=this.sampleValues,s=this.valueSize,o=e*s,l=o-s,h=this.inTangents,u=this.outTangents;if(!h||!u){let f=(i-t)/(r-t),M=1-f;for(let S=0;S!==s;++S)a[S]=n[l+S]*M+n[o+S]*f;return a}let d=s*2,c=e-1;for(let f=0;f!==s;++f){let M=n[l+f],S=n[o+f],g=c*d+f*2,p=u[g],T=u[g+1],A=e*d+f*2,E=h[A],w=h[A+1],R=U_(i,t,p,E,r);a[f]=Pc(R,M,T,w,S)}return a}};function Pc(e,t,i,r,a){let n=1-e;return n*n*n*t+3*n*n*e*i+3*n*e*e*r+e*e*e*a}function I_(e,t,i,r,a){let n=1-e;return 3*n*n*(i-t)+6*n*e*(r-i)+3*e*e*(a-r)}function U_(e,t,i,r,a){let n=(e-t)/(a-t);for(let s=0;s<8;s++){let o=Pc(n,t,i,r,a)-e;if(Math.abs(o)<1e-10)break;let l=I_(n,t,i,r,a);if(Math.abs(l)<1e-10)break;n=Math.max(0,Math.min(1,n-o/l))}return n}var mi=class{constructor(e,t,i,r){if(e===void 0)throw new Error("THREE.KeyframeTrack: track name is undefined");if(t===void 0||t.length===0)throw new Error("THREE.KeyframeTrack: no keyframes in track named "+e);this.name=e,this.times=xr(t,this.TimeBufferType),this.values=xr(i,this.ValueBufferType),this.setInterpolation(r||this.DefaultInterpolation)}static toJSON(e){let t=e.constructor,i;if(t.toJSON!==this.toJSON)i=t.toJSON(e);else{i={name:e.name,times:xr(e.times,Array),values:xr(e.values,Array)};let r=e.getInterpolation();r!==e.DefaultInterpolation&&(i.interpolation=r),Ja(e.settings)&&(i.settings={inTangents:xr(e.settings.inTangents,Array),outTangents:xr(e.settings.outTangents,Array)})}return i.type=e.ValueTypeName,i}InterpolantFactoryMethodDiscrete(e){return new N_(this.times,this.values,this.getValueSize(),e)}InterpolantFactoryMethodLinear(e){return new P_(this.times,this.values,this.getValueSize(),e)}InterpolantFactoryMethodSmooth(e){return new L_(this.times,this.values,this.getValueSize(),e)}InterpolantFactoryMethodBezier(e){let t=new D_(this.times,this.values,this.getValueSize(),e);return this.settings&&(t.inTangents=this.settings.inTangents,t.outTangents=this.settings.outTangents),t}setInterpolation(e){let t;switch(e){case Rn:t=this.InterpolantFactoryMethodDiscrete;break;case Co:t=this.InterpolantFactoryMethodLinear;break;case os:t=this.InterpolantFactoryMethodSmooth;break;case Ql:t=this.InterpolantFactoryMethodBezier;break}if(t===void 0){let i="unsupported interpolation for "+this.ValueTypeName+" keyframe track named "+this.name;if(this.createInterpolant===void 0)if(e!==this.DefaultInterpolation)this.setInterpolation(this.DefaultInterpolation);else throw new Error(i);return Le("KeyframeTrack:",i),this}return this.createInterpolant=t,this}getInterpolation(){switch(this.createInterpolant){case this.InterpolantFactoryMethodDiscrete:return Rn;case this.InterpolantFactoryMethodLinear:return Co;case this.InterpolantFactoryMethodSmooth:return os;case this.InterpolantFactoryMethodBezier:return Ql}}getValueSize(){return this.values.length/this.times.length}shift(e){if(e!==0){let t=this.times;for(let i=0,r=t.length;i!==r;++i)t[i]+=e;Ja(this.settings)&&(wh(this.settings.inTangents,e),wh(this.settings.outTangents,e))}return this}scale(e){if(e!==1){let t=this.times;for(let i=0,r=t.length;i!==r;++i)t[i]*=e;Ja(this.settings)&&(Ah(this.settings.inTangents,e),Ah(this.settings.outTangents,e))}return this}trim(e,t){let i=this.times,r=i.length,a=0,n=r-1;for(;a!==r&&i[a]<e;)++a;for(;n!==-1&&i[n]>t;)--n;if(++n,a!==0||n!==r){a>=n&&(n=Math.max(n,1),a=n-1);let s=this.getValueSize();this.times=i.slice(a,n),this.values=this.values.slice(a*s,n*s)}return this}validate(){let e=!0,t=this.getValueSize();t-Math.floor(t)!==0&&(Pe("KeyframeTrack: Invalid value size in track.",this),e=!1);let i=this.times,r=this.values,a=i.length;a===0&&(Pe("KeyframeTrack: Track is empty.",this),e=!1);let n=null;for(let s=0;s!==a;s++){let o=i[s];if(typeof o=="number"&&isNaN(o)){Pe("KeyframeTrack: Time is not a valid number.",this,s,o),e=!1;break}if(n!==null&&n>o){Pe("KeyframeTrack: Out of order keys.",this,s,o,n),e=!1;break}n=o}if(r!==void 0&&Ng(r))for(let s=0,o=r.length;s!==o;++s){let l=r[s];if(isNaN(l)){Pe("KeyframeTrack: Value is not a valid number.",this,s,l),e=!1;break}}return e}optimize(){let e=this.times.slice(),t=this.values.slice(),i=this.getValueSize(),r=this.getInterpolation()===os,a=e.length-1,n=1;for(let s=1;s<a;++s){let o=!1,l=e[s],h=e[s+1];if(l!==h&&(s!==1||l!==e[0]))if(r)o=!0;else{let u=s*i,d=u-i,c=u+i;for(let f=0;f!==i;++f){let M=t[u+f];if(M!==t[d+f]||M!==t[c+f]){o=!0;break}}}if(o){if(s!==n){e[n]=e[s];let u=s*i,d=n*i;for(let c=0;c!==i;++c)t[d+c]=t[u+c]}++n}}if(a>0){e[n]=e[a];for(let s=a*i,o=n*i,l=0;l!==i;++l)t[o+l]=t[s+l];++n}return n!==e.length?(this.times=e.slice(0,n),this.values=t.slice(0,n*i)):(this.times=e,this.values=t),this}clone(){let e=this.times.slice(),t=this.values.slice(),i=this.constructor,r=new i(this.name,e,t);return r.createInterpolant=this.createInterpolant,Ja(this.settings)&&(r.settings={inTangents:this.settings.inTangents.slice(),outTangents:this.settings.outTangents.slice()}),r}};function wh(e,t){for(let i=0,r=e.length;i!==r;i+=2)e[i]+=t}function Ah(e,t){for(let i=0,r=e.length;i!==r;i+=2)e[i]*=t}mi.prototype.ValueTypeName="";mi.prototype.TimeBufferType=Float32Array;mi.prototype.ValueBufferType=Float32Array;mi.prototype.DefaultInterpolation=Co;var xa=class extends mi{constructor(e,t,i){super(e,t,i)}};xa.prototype.ValueTypeName="bool";xa.prototype.ValueBufferType=Array;xa.prototype.DefaultInterpolation=Rn;xa.prototype.InterpolantFactoryMethodLinear=void 0;xa.prototype.InterpolantFactoryMethodSmooth=void 0;var O_=class extends mi{constructor(e,t,i,r){super(e,t,i,r)}};O_.prototype.ValueTypeName="color";var F_=class extends mi{constructor(e,t,i,r){super(e,t,i,r)}};F_.prototype.ValueTypeName="number";var B_=class extends ya{constructor(e,t,i,r){super(e,t,i,r)}interpolate_(e,t,i,r){let a=this.resultBuffer,n=this.sampleValues,s=this.valueSize,o=(i-t)/(r-t),l=e*s;for(let h=l+s;l!==h;l+=4)Ni.slerpFlat(a,0,n,l-s,n,l,o);return a}},Nc=class extends mi{constructor(e,t,i,r){super(e,t,i,r)}InterpolantFactoryMethodLinear(e){return new B_(this.times,this.values,this.getValueSize(),e)}};Nc.prototype.ValueTypeName="quaternion";Nc.prototype.InterpolantFactoryMethodSmooth=void 0;var Ea=class extends mi{constructor(e,t,i){super(e,t,i)}};Ea.prototype.ValueTypeName="string";Ea.prototype.ValueBufferType=Array;Ea.prototype.DefaultInterpolation=Rn;Ea.prototype.InterpolantFactoryMethodLinear=void 0;Ea.prototype.InterpolantFactoryMethodSmooth=void 0;var z_=class extends mi{constructor(e,t,i,r){super(e,t,i,r)}};z_.prototype.ValueTypeName="vector";var H_=class{constructor(e,t,i){let r=this,a=!1,n=0,s=0,o,l=[];this.onStart=void 0,this.onLoad=e,this.onProgress=t,this.onError=i,this._abortController=null,this.itemStart=function(h){s++,a===!1&&r.onStart!==void 0&&r.onStart(h,n,s),a=!0},this.itemEnd=function(h){n++,r.onProgress!==void 0&&r.onProgress(h,n,s),n===s&&(a=!1,r.onLoad!==void 0&&r.onLoad())},this.itemError=function(h){r.onError!==void 0&&r.onError(h)},this.resolveURL=function(h){return h=h.normalize("NFC"),o?o(h):h},this.setURLModifier=function(h){return o=h,this},this.addHandler=function(h,u){return l.push(h,u),this},this.removeHandler=function(h){let u=l.indexOf(h);return u!==-1&&l.splice(u,2),this},this.getHandler=function(h){for(let u=0,d=l.length;u<d;u+=2){let c=l[u],f=l[u+1];if(c.global&&(c.lastIndex=0),c.test(h))return f}return null},this.abort=function(){return this.abortController.abort(),this._abortController=null,this}}get abortController(){return this._abortController||(this._abortController=new AbortController),this._abortController}},V_=new H_,k_=class{constructor(e){this.manager=e!==void 0?e:V_,this.crossOrigin="anonymous",this.withCredentials=!1,this.path="",this.resourcePath="",this.requestHeader={},this.priority="auto",this.cache="default",typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}load(){}loadAsync(e,t){let i=this;return new Promise(function(r,a){i.load(e,r,t,a)})}parse(){}setCrossOrigin(e){return this.crossOrigin=e,this}setWithCredentials(e){return this.withCredentials=e,this}setPath(e){return this.path=e,this}setResourcePath(e){return this.resourcePath=e,this}setRequestHeader(e){return this.requestHeader=e,this}setPriority(e){return this.priority=e,this}setCache(e){return this.cache=e,this}abort(){return this}};k_.DEFAULT_MATERIAL_NAME="__DEFAULT";var Qa=new W,en=new Ni,ti=new W,Dc=class extends fi{constructor(){super(),this.isCamera=!0,this.type="Camera",this.matrixWorldInverse=new ht,this.projectionMatrix=new ht,this.projectionMatrixInverse=new ht,this.coordinateSystem=Jt,this._reversedDepth=!1}get reversedDepth(){return this._reversedDepth}copy(e,t){return super.copy(e,t),this.matrixWorldInverse.copy(e.matrixWorldInverse),this.projectionMatrix.copy(e.projectionMatrix),this.projectionMatrixInverse.copy(e.projectionMatrixInverse),this.coordinateSystem=e.coordinateSystem,this}getWorldDirection(e){return super.getWorldDirection(e).negate()}updateMatrixWorld(e){super.updateMatrixWorld(e),this.matrixWorld.decompose(Qa,en,ti),ti.x===1&&ti.y===1&&ti.z===1?this.matrixWorldInverse.copy(this.matrixWorld).invert():this.matrixWorldInverse.compose(Qa,en,ti.set(1,1,1)).invert()}updateWorldMatrix(e,t,i=!1){super.updateWorldMatrix(e,t,i),this.matrixWorld.decompose(Qa,en,ti),ti.x===1&&ti.y===1&&ti.z===1?this.matrixWorldInverse.copy(this.matrixWorld).invert():this.matrixWorldInverse.compose(Qa,en,ti.set(1,1,1)).invert()}clone(){return new this.constructor().copy(this)}},Vi=new W,Rh=new Fe,Ch=new Fe,ri=class extends Dc{constructor(e=50,t=1,i=.1,r=2e3){super(),this.isPerspectiveCamera=!0,this.type="PerspectiveCamera",this.fov=e,this.zoom=1,this.near=i,this.far=r,this.focus=10,this.aspect=t,this.view=null,this.filmGauge=35,this.filmOffset=0,this.updateProjectionMatrix()}copy(e,t){return super.copy(e,t),this.fov=e.fov,this.zoom=e.zoom,this.near=e.near,this.far=e.far,this.focus=e.focus,this.aspect=e.aspect,this.view=e.view===null?null:Object.assign({},e.view),this.filmGauge=e.filmGauge,this.filmOffset=e.filmOffset,this}setFocalLength(e){let t=.5*this.getFilmHeight()/e;this.fov=ga*2*Math.atan(t),this.updateProjectionMatrix()}getFocalLength(){let e=Math.tan(oa*.5*this.fov);return .5*this.getFilmHeight()/e}getEffectiveFOV(){return ga*2*Math.atan(Math.tan(oa*.5*this.fov)/this.zoom)}getFilmWidth(){return this.filmGauge*Math.min(this.aspect,1)}getFilmHeight(){return this.filmGauge/Math.max(this.aspect,1)}getViewBounds(e,t,i){Vi.set(-1,-1,.5).applyMatrix4(this.projectionMatrixInverse),t.set(Vi.x,Vi.y).multiplyScalar(-e/Vi.z),Vi.set(1,1,.5).applyMatrix4(this.projectionMatrixInverse),i.set(Vi.x,Vi.y).multiplyScalar(-e/Vi.z)}getViewSize(e,t){return this.getViewBounds(e,Rh,Ch),t.subVectors(Ch,Rh)}setViewOffset(e,t,i,r,a,n){this.aspect=e/t,this.view===null&&(this.view={enabled:!0,fullWidth:1,fullHeight:1,offsetX:0,offsetY:0,width:1,height:1}),this.view.enabled=!0,this.view.fullWidth=e,this.view.fullHeight=t,this.view.offsetX=i,this.view.offsetY=r,this.view.width=a,this.view.height=n,this.updateProjectionMatrix()}clearViewOffset(){this.view!==null&&(this.view.enabled=!1),this.updateProjectionMatrix()}updateProjectionMatrix(){let e=this.near,t=e*Math.tan(oa*.5*this.fov)/this.zoom,i=2*t,r=this.aspect*i,a=-.5*r,n=this.view;if(this.view!==null&&this.view.enabled){let o=n.fullWidth,l=n.fullHeight;a+=n.offsetX*r/o,t-=n.offsetY*i/l,r*=n.width/o,i*=n.height/l}let s=this.filmOffset;s!==0&&(a+=e*s/this.getFilmWidth()),this.projectionMatrix.makePerspective(a,a+r,t,t-i,e,this.far,this.coordinateSystem,this.reversedDepth),this.projectionMatrixInverse.copy(this.projectionMatrix).invert()}toJSON(e){let t=super.toJSON(e);return t.object.fov=this.fov,t.object.zoom=this.zoom,t.object.near=this.near,t.object.far=this.far,t.object.focus=this.focus,t.object.aspect=this.aspect,this.view!==null&&(t.object.view=Object.assign({},this.view)),t.object.filmGauge=this.filmGauge,t.object.filmOffset=this.filmOffset,t}},Hn=class extends Dc{constructor(e=-1,t=1,i=1,r=-1,a=.1,n=2e3){super(),this.isOrthographicCamera=!0,this.type="OrthographicCamera",this.zoom=1,this.view=null,this.left=e,this.right=t,this.top=i,this.bottom=r,this.near=a,this.far=n,this.updateProjectionMatrix()}copy(e,t){return super.copy(e,t),this.left=e.left,this.right=e.right,this.top=e.top,this.bottom=e.bottom,this.near=e.near,this.far=e.far,this.zoom=e.zoom,this.view=e.view===null?null:Object.assign({},e.view),this}setViewOffset(e,t,i,r,a,n){this.view===null&&(this.view={enabled:!0,fullWidth:1,fullHeight:1,offsetX:0,offsetY:0,width:1,height:1}),this.view.enabled=!0,this.view.fullWidth=e,this.view.fullHeight=t,this.view.offsetX=i,this.view.offsetY=r,this.view.width=a,this.view.height=n,this.updateProjectionMatrix()}clearViewOffset(){this.view!==null&&(this.view.enabled=!1),this.updateProjectionMatrix()}updateProjectionMatrix(){let e=(this.right-this.left)/(2*this.zoom),t=(this.top-this.bottom)/(2*this.zoom),i=(this.right+this.left)/2,r=(this.top+this.bottom)/2,a=i-e,n=i+e,s=r+t,o=r-t;if(this.view!==null&&this.view.enabled){let l=(this.right-this.left)/this.view.fullWidth/this.zoom,h=(this.top-this.bottom)/this.view.fullHeight/this.zoom;a+=l*this.view.offsetX,n=a+l*this.view.width,s-=h*this.view.offsetY,o=s-h*this.view.height}this.projectionMatrix.makeOrthographic(a,n,s,o,this.near,this.far,this.coordinateSystem,this.reversedDepth),this.projectionMatrixInverse.copy(this.projectionMatrix).invert()}toJSON(e){let t=super.toJSON(e);return t.object.zoom=this.zoom,t.object.left=this.left,t.object.right=this.right,t.object.top=this.top,t.object.bottom=this.bottom,t.object.near=this.near,t.object.far=this.far,this.view!==null&&(t.object.view=Object.assign({},this.view)),t}},Er=-90,br=1,Po=class extends fi{constructor(e,t,i){super(),this.type="CubeCamera",this.renderTarget=i,this.coordinateSystem=null,this.activeMipmapLevel=0;let r=new ri(Er,br,e,t);r.layers=this.layers,this.add(r);let a=new ri(Er,br,e,t);a.layers=this.layers,this.add(a);let n=new ri(Er,br,e,t);n.layers=this.layers,this.add(n);let s=new ri(Er,br,e,t);s.layers=this.layers,this.add(s);let o=new ri(Er,br,e,t);o.layers=this.layers,this.add(o);let l=new ri(Er,br,e,t);l.layers=this.layers,this.add(l)}updateCoordinateSystem(){let e=this.coordinateSystem,t=this.children.concat(),[i,r,a,n,s,o]=t;for(let l of t)this.remove(l);if(e===Jt)i.up.set(0,1,0),i.lookAt(1,0,0),r.up.set(0,1,0),r.lookAt(-1,0,0),a.up.set(0,0,-1),a.lookAt(0,1,0),n.up.set(0,0,1),n.lookAt(0,-1,0),s.up.set(0,1,0),s.lookAt(0,0,1),o.up.set(0,1,0),o.lookAt(0,0,-1);else if(e===Pn)i.up.set(0,-1,0),i.lookAt(-1,0,0),r.up.set(0,-1,0),r.lookAt(1,0,0),a.up.set(0,0,1),a.lookAt(0,1,0),n.up.set(0,0,-1),n.lookAt(0,-1,0),s.up.set(0,-1,0),s.lookAt(0,0,1),o.up.set(0,-1,0),o.lookAt(0,0,-1);else throw new Error("THREE.CubeCamera.updateCoordinateSystem(): Invalid coordinate system: "+e);for(let l of t)this.add(l),l.updateMatrixWorld()}update(e,t){this.parent===null&&this.updateMatrixWorld();let{renderTarget:i,activeMipmapLevel:r}=this;this.coordinateSystem!==e.coordinateSystem&&(this.coordinateSystem=e.coordinateSystem,this.updateCoordinateSystem());let[a,n,s,o,l,h]=this.children,u=e.getRenderTarget(),d=e.getActiveCubeFace(),c=e.getActiveMipmapLevel(),f=e.xr.enabled;e.xr.enabled=!1;let M=i.texture.mipmapsAutoUpdate;i.texture.mipmapsAutoUpdate=!1;let S=!1;e.isWebGLRenderer===!0?S=e.state.buffers.depth.getReversed():S=e.reversedDepthBuffer,e.setRenderTarget(i,0,r),S&&e.autoClear===!1&&e.clearDepth(),e.render(t,a),e.setRenderTarget(i,1,r),S&&e.autoClear===!1&&e.clearDepth(),e.render(t,n),e.setRenderTarget(i,2,r),S&&e.autoClear===!1&&e.clearDepth(),e.render(t,s),e.setRenderTarget(i,3,r),S&&e.autoClear===!1&&e.clearDepth(),e.render(t,o),e.setRenderTarget(i,4,r),S&&e.autoClear===!1&&e.clearDepth(),e.render(t,l),i.texture.mipmapsAutoUpdate=M,e.setRenderTarget(i,5,r),S&&e.autoClear===!1&&e.clearDepth(),e.render(t,h),e.setRenderTarget(u,d,c),e.xr.enabled=f,i.texture.needsPMREMUpdate=!0}},G_=class extends ri{constructor(e=[]){super(),this.isArrayCamera=!0,this.isMultiViewCamera=!1,this.cameras=e,this.perCameraFrustumCulled=!1}},nl="\\[\\]\\.:\\/",W_=new RegExp("["+nl+"]","g"),sl="[^"+nl+"]",X_="[^"+nl.replace("\\.","")+"]",j_=/((?:WC+[\/:])*)/.source.replace("WC",sl),Y_=/(WCOD+)?/.source.replace("WCOD",X_),q_=/(?:\.(WC+)(?:\[(.+)\])?)?/.source.replace("WC",sl),K_=/\.(WC+)(?:\[(.+)\])?/.source.replace("WC",sl),Z_=new RegExp("^"+j_+Y_+q_+K_+"$"),$_=["material","materials","bones","map"],J_=class{constructor(e,t,i){let r=i||rt.parseTrackName(t);this._targetGroup=e,this._bindings=e.subscribe_(t,r)}getValue(e,t){this.bind();let i=this._targetGroup.nCachedObjects_,r=this._bindings[i];r!==void 0&&r.getValue(e,t)}setValue(e,t){let i=this._bindings;for(let r=this._targetGroup.nCachedObjects_,a=i.length;r!==a;++r)i[r].setValue(e,t)}bind(){let e=this._bindings;for(let t=this._targetGroup.nCachedObjects_,i=e.length;t!==i;++t)e[t].bind()}unbind(){let e=this._bindings;for(let t=this._targetGroup.nCachedObjects_,i=e.length;t!==i;++t)e[t].unbind()}},rt=class Ar{constructor(t,i,r){this.path=i,this.parsedPath=r||Ar.parseTrackName(i),this.node=Ar.findNode(t,this.parsedPath.nodeName),this.rootNode=t,this.getValue=this._getValue_unbound,this.setValue=this._setValue_unbound}static create(t,i,r){return t&&t.isAnimationObjectGroup?new Ar.Composite(t,i,r):new Ar(t,i,r)}static sanitizeNodeName(t){return t.replace(/\s/g,"_").replace(W_,"")}static parseTrackName(t){let i=Z_.exec(t);if(i===null)throw new Error("THREE.PropertyBinding: Cannot parse trackName: "+t);let r={nodeName:i[2],objectName:i[3],objectIndex:i[4],propertyName:i[5],propertyIndex:i[6]},a=r.nodeName&&r.nodeName.lastIndexOf(".");if(a!==void 0&&a!==-1){let n=r.nodeName.substring(a+1);$_.indexOf(n)!==-1&&(r.nodeName=r.nodeName.substring(0,a),r.objectName=n)}if(r.propertyName===null||r.propertyName.length===0)throw new Error("THREE.PropertyBinding: can not parse propertyName from trackName: "+t);return r}static findNode(t,i){if(i===void 0||i===""||i==="."||i===-1||i===t.name||i===t.uuid)return t;if(t.skeleton){let r=t.skeleton.getBoneByName(i);if(r!==void 0)return r}if(t.children){let r=function(n){for(let s=0;s<n.length;s++){let o=n[s];if(o.name===i||o.uuid===i)return o;let l=r(o.children);if(l)return l}return null},a=r(t.children);if(a)return a}return null}_getValue_unavailable(){}_setValue_unavailable(){}_getValue_direct(t,i){t[i]=this.targetObject[this.propertyName]}_getValue_array(t,i){let r=this.resolvedProperty;for(let a=0,n=r.length;a!==n;++a)t[i++]=r[a]}_getValue_arrayElement(t,i){t[i]=this.resolvedProperty[this.propertyIndex]}_getValue_toArray(t,i){this.resolvedProperty.toArray(t,i)}_setValue_direct(t,i){this.targetObject[this.propertyName]=t[i]}_setValue_direct_setNeedsUpdate(t,i){this.targetObject[this.propertyName]=t[i],this.targetObject.needsUpdate=!0}_setValue_direct_setMatrixWorldNeedsUpdate(t,i){this.targetObject[this.propertyName]=t[i],this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_array(t,i){let r=this.resolvedProperty;for(let a=0,n=r.length;a!==n;++a)r[a]=t[i++]}_setValue_array_setNeedsUpdate(t,i){let r=this.resolvedProperty;for(let a=0,n=r.length;a!==n;++a)r[a]=t[i++];this.targetObject.needsUpdate=!0}_setValue_array_setMatrixWorldNeedsUpdate(t,i){let r=this.resolvedProperty;for(let a=0,n=r.length;a!==n;++a)r[a]=t[i++];this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_arrayElement(t,i){this.resolvedProperty[this.propertyIndex]=t[i]}_setValue_arrayElement_setNeedsUpdate(t,i){this.resolvedProperty[this.propertyIndex]=t[i],this.targetObject.needsUpdate=!0}_setValue_arrayElement_setMatrixWorldNeedsUpdate(t,i){this.resolvedProperty[this.propertyIndex]=t[i],this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_fromArray(t,i){this.resolvedProperty.fromArray(t,i)}_setValue_fromArray_setNeedsUpdate(t,i){this.resolvedProperty.fromArray(t,i),this.targetObject.needsUpdate=!0}_setValue_fromArray_setMatrixWorldNeedsUpdate(t,i){this.resolvedProperty.fromArray(t,i),this.targetObject.matrixWorldNeedsUpdate=!0}_getValue_unbound(t,i){this.bind(),this.getValue(t,i)}_setValue_unbound(t,i){this.bind(),this.setValue(t,i)}bind(){let t=this.node,i=this.parsedPath,r=i.objectName,a=i.propertyName,n=i.propertyIndex;if(t||(t=Ar.findNode(this.rootNode,i.nodeName),this.node=t),this.getValue=this._getValue_unavailable,this.setValue=this._setValue_unavailable,!t){Le("PropertyBinding: No target node found for track: "+this.path+".");return}if(r){let h=i.objectIndex;switch(r){case"materials":if(!t.material){Pe("PropertyBinding: Can not bind to material as node does not have a material.",this);return}if(!t.material.materials){Pe("PropertyBinding: Can not bind to material.materials as node.material does not have a materials array.",this);return}t=t.material.materials;break;case"bones":if(!t.skeleton){Pe("PropertyBinding: Can not bind to bones as node does not have a skeleton.",this);return}t=t.skeleton.bones;for(let u=0;u<t.length;u++)if(t[u].name===h){h=u;break}break;case"map":if("map"in t){t=t.map;break}if(!t.material){Pe("PropertyBinding: Can not bind to material as node does not have a material.",this);return}if(!t.material.map){Pe("PropertyBinding: Can not bind to material.map as node.material does not have a map.",this);return}t=t.material.map;break;default:if(t[r]===void 0){Pe("PropertyBinding: Can not bind to objectName of node undefined.",this);return}t=t[r]}if(h!==void 0){if(t[h]===void 0){Pe("PropertyBinding: Trying to bind to objectIndex of objectName, but is undefined.",this,t);return}t=t[h]}}let s=t[a];if(s===void 0){let h=i.nodeName;Pe("PropertyBinding: Trying to update property for track: "+h+"."+a+" but it wasn't found.",t);return}let o=this.Versioning.None;this.targetObject=t,t.isMaterial===!0?o=this.Versioning.NeedsUpdate:t.isObject3D===!0&&(o=this.Versioning.MatrixWorldNeedsUpdate);let l=this.BindingType.Direct;if(n!==void 0){if(a==="morphTargetInfluences"){if(!t.geometry){Pe("PropertyBinding: Can not bind to morphTargetInfluences because node does not have a geometry.",this);return}if(!t.geometry.morphAttributes){Pe("PropertyBinding: Can not bind to morphTargetInfluences because node does not have a geometry.morphAttributes.",this);return}t.morphTargetDictionary[n]!==void 0&&(n=t.morphTargetDictionary[n])}l=this.BindingType.ArrayElement,this.resolvedProperty=s,this.propertyIndex=n}else s.fromArray!==void 0&&s.toArray!==void 0?(l=this.BindingType.HasFromToArray,this.resolvedProperty=s):Array.isArray(s)?(l=this.BindingType.EntireArray,this.resolvedProperty=s):this.propertyName=a;this.getValue=this.GetterByBindingType[l],this.setValue=this.SetterByBindingTypeAndVersioning[l][o]}unbind(){this.node=null,this.getValue=this._getValue_unbound,this.setValue=this._setValue_unbound}};rt.Composite=J_;rt.prototype.BindingType={Direct:0,EntireArray:1,ArrayElement:2,HasFromToArray:3};rt.prototype.Versioning={None:0,NeedsUpdate:1,MatrixWorldNeedsUpdate:2};rt.prototype.GetterByBindingType=[rt.prototype._getValue_direct,rt.prototype._getValue_array,rt.prototype._getValue_arrayElement,rt.prototype._getValue_toArray];rt.prototype.SetterByBindingTypeAndVersioning=[[rt.prototype._setValue_direct,rt.prototype._setValue_direct_setNeedsUpdate,rt.prototype._setValue_direct_setMatrixWorldNeedsUpdate],[rt.prototype._setValue_array,rt.prototype._setValue_array_setNeedsUpdate,rt.prototype._setValue_array_setMatrixWorldNeedsUpdate],[rt.prototype._setValue_arrayElement,rt.prototype._setValue_arrayElement_setNeedsUpdate,rt.prototype._setValue_arrayElement_setMatrixWorldNeedsUpdate],[rt.prototype._setValue_fromArray,rt.prototype._setValue_fromArray_setNeedsUpdate,rt.prototype._setValue_fromArray_setMatrixWorldNeedsUpdate]];var f1=new Float32Array(1),Lh=class{constructor(e=1,t=0,i=0){this.radius=e,this.phi=t,this.theta=i}set(e,t,i){return this.radius=e,this.phi=t,this.theta=i,this}copy(e){return this.radius=e.radius,this.phi=e.phi,this.theta=e.theta,this}makeSafe(){return this.phi=ze(this.phi,1e-6,Math.PI-1e-6),this}setFromVector3(e){return this.setFromCartesianCoords(e.x,e.y,e.z)}setFromCartesianCoords(e,t,i){return this.radius=Math.sqrt(e*e+t*t+i*i),this.radius===0?(this.theta=0,this.phi=0):(this.theta=Math.atan2(e,i),this.phi=Math.acos(ze(t/this.radius,-1,1))),this}clone(){return new this.constructor().copy(this)}},m1=class{static{this.prototype.isMatrix2=!0}constructor(e,t,i,r){this.elements=[1,0,0,1],e!==void 0&&this.set(e,t,i,r)}identity(){return this.set(1,0,0,1),this}fromArray(e,t=0){for(let i=0;i<4;i++)this.elements[i]=e[i+t];return this}set(e,t,i,r){let a=this.elements;return a[0]=e,a[2]=t,a[1]=i,a[3]=r,this}},Q_=class extends qi{constructor(e,t=null){super(),this.object=e,this.domElement=t,this.enabled=!0,this.state=-1,this.keys={},this.mouseButtons={LEFT:null,MIDDLE:null,RIGHT:null},this.touches={ONE:null,TWO:null}}connect(e){this.domElement!==null&&this.disconnect(),this.domElement=e}disconnect(){}dispose(){}update(){}};function Ph(e,t,i,r){let a=ev(r);switch(i){case rc:return e*t;case nc:return e*t/a.components*a.byteLength;case $o:return e*t/a.components*a.byteLength;case hr:return e*t*2/a.components*a.byteLength;case Jo:return e*t*2/a.components*a.byteLength;case ac:return e*t*3/a.components*a.byteLength;case si:return e*t*4/a.components*a.byteLength;case Qo:return e*t*4/a.components*a.byteLength;case un:case cn:return Math.floor((e+3)/4)*Math.floor((t+3)/4)*8;case dn:case pn:return Math.floor((e+3)/4)*Math.floor((t+3)/4)*16;case Qs:case to:return Math.max(e,16)*Math.max(t,8)/4;case Js:case eo:return Math.max(e,8)*Math.max(t,8)/2;case io:case ro:case no:case so:return Math.floor((e+3)/4)*Math.floor((t+3)/4)*8;case ao:case wn:case oo:return Math.floor((e+3)/4)*Math.floor((t+3)/4)*16;case lo:return Math.floor((e+3)/4)*Math.floor((t+3)/4)*16;case ho:return Math.floor((e+4)/5)*Math.floor((t+3)/4)*16;case uo:return Math.floor((e+4)/5)*Math.floor((t+4)/5)*16;case co:return Math.floor((e+5)/6)*Math.floor((t+4)/5)*16;case po:return Math.floor((e+5)/6)*Math.floor((t+5)/6)*16;case fo:return Math.floor((e+7)/8)*Math.floor((t+4)/5)*16;case mo:return Math.floor((e+7)/8)*Math.floor((t+5)/6)*16;case go:return Math.floor((e+7)/8)*Math.floor((t+7)/8)*16;case _o:return Math.floor((e+9)/10)*Math.floor((t+4)/5)*16;case vo:return Math.floor((e+9)/10)*Math.floor((t+5)/6)*16;case Mo:return Math.floor((e+9)/10)*Math.floor((t+7)/8)*16;case So:return Math.floor((e+9)/10)*Math.floor((t+9)/10)*16;case yo:return Math.floor((e+11)/12)*Math.floor((t+9)/10)*16;case xo:return Math.floor((e+11)/12)*Math.floor((t+11)/12)*16;case Eo:case bo:case To:return Math.ceil(e/4)*Math.ceil(t/4)*16;case wo:case Ao:return Math.ceil(e/4)*Math.ceil(t/4)*8;case An:case Ro:return Math.ceil(e/4)*Math.ceil(t/4)*16}throw new Error(`Unable to determine texture byte length for ${i} format.`)}function ev(e){switch(e){case Gt:case Qu:return{byteLength:1,components:1};case ma:case ec:case di:return{byteLength:2,components:1};case Ko:case Zo:return{byteLength:2,components:4};case ci:case qo:case ni:return{byteLength:4,components:1};case tc:case ic:return{byteLength:4,components:3}}throw new Error(`THREE.TextureUtils: Unknown texture type ${e}.`)}typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("register",{detail:{revision:"187"}}));typeof window<"u"&&(window.__THREE__?Le("WARNING: Multiple instances of Three.js being imported."):window.__THREE__="187");function Ic(){let e=null,t=!1,i=null,r=null;function a(n,s){r=e.requestAnimationFrame(a),i(n,s)}return{start:function(){t!==!0&&i!==null&&e!==null&&(r=e.requestAnimationFrame(a),t=!0)},stop:function(){e!==null&&e.cancelAnimationFrame(r),t=!1},setAnimationLoop:function(n){i=n},setContext:function(n){e=n}}}function tv(e){let t=new WeakMap;function i(o,l){let h=o.array,u=o.usage,d=h.byteLength,c=e.createBuffer();e.bindBuffer(l,c),e.bufferData(l,h,u),o.onUploadCallback();let f;if(h instanceof Float32Array)f=e.FLOAT;else if(typeof Float16Array<"u"&&h instanceof Float16Array)f=e.HALF_FLOAT;else if(h instanceof Uint16Array)o.isFloat16BufferAttribute?f=e.HALF_FLOAT:f=e.UNSIGNED_SHORT;else if(h instanceof Int16Array)f=e.SHORT;else if(h instanceof Uint32Array)f=e.UNSIGNED_INT;else if(h instanceof Int32Array)f=e.INT;else if(h instanceof Int8Array)f=e.BYTE;else if(h instanceof Uint8Array)f=e.UNSIGNED_BYTE;else if(h instanceof Uint8ClampedArray)f=e.UNSIGNED_BYTE;else throw new Error("THREE.WebGLAttributes: Unsupported buffer data format: "+h);return{buffer:c,type:f,bytesPerElement:h.BYTES_PER_ELEMENT,version:o.version,size:d}}function r(o,l,h){let u=l.array,d=l.updateRanges;if(e.bindBuffer(h,o),d.length===0)e.bufferSubData(h,0,u);else{d.sort((f,M)=>f.start-M.start);let c=0;for(let f=1;f<d.length;f++){let M=d[c],S=d[f];S.start<=M.start+M.count+1?M.count=Math.max(M.count,S.start+S.count-M.start):(++c,d[c]=S)}d.length=c+1;for(let f=0,M=d.length;f<M;f++){let S=d[f];e.bufferSubData(h,S.start*u.BYTES_PER_ELEMENT,u,S.start,S.count)}l.clearUpdateRanges()}l.onUploadCallback()}function a(o){return o.isInterleavedBufferAttribute&&(o=o.data),t.get(o)}function n(o){o.isInterleavedBufferAttribute&&(o=o.data);let l=t.get(o);l&&(e.deleteBuffer(l.buffer),t.delete(o))}function s(o,l){if(o.isInterleavedBufferAttribute&&(o=o.data),o.isGLBufferAttribute){let u=t.get(o);(!u||u.version<o.version)&&t.set(o,{buffer:o.buffer,type:o.type,bytesPerElement:o.elementSize,version:o.version});return}let h=t.get(o);if(h===void 0)t.set(o,i(o,l));else if(h.version<o.version){if(h.size!==o.array.byteLength)throw new Error("THREE.WebGLAttributes: The size of the buffer attribute's array buffer does not match the original size. Resizing buffer attributes is not supported.");r(h.buffer,o,l),h.version=o.version}}return{get:a,remove:n,update:s}}var iv=`#ifdef USE_ALPHAHASH
	if ( diffuseColor.a < getAlphaHashThreshold( vPosition ) ) discard;
#endif`,rv=`#ifdef USE_ALPHAHASH
	const float ALPHA_HASH_SCALE = 0.05;
	float hash2D( vec2 value ) {
		return fract( 1.0e4 * sin( 17.0 * value.x + 0.1 * value.y ) * ( 0.1 + abs( sin( 13.0 * value.y + value.x ) ) ) );
	}
	float hash3D( vec3 value ) {
		return hash2D( vec2( hash2D( value.xy ), value.z ) );
	}
	float getAlphaHashThreshold( vec3 position ) {
		float maxDeriv = max(
			length( dFdx( position.xyz ) ),
			length( dFdy( position.xyz ) )
		);
		float pixScale = 1.0 / ( ALPHA_HASH_SCALE * maxDeriv );
		vec2 pixScales = vec2(
			exp2( floor( log2( pixScale ) ) ),
			exp2( ceil( log2( pixScale ) ) )
		);
		vec2 alpha = vec2(
			hash3D( floor( pixScales.x * position.xyz ) ),
			hash3D( floor( pixScales.y * position.xyz ) )
		);
		float lerpFactor = fract( log2( pixScale ) );
		float x = ( 1.0 - lerpFactor ) * alpha.x + lerpFactor * alpha.y;
		float a = min( lerpFactor, 1.0 - lerpFactor );
		vec3 cases = vec3(
			x * x / ( 2.0 * a * ( 1.0 - a ) ),
			( x - 0.5 * a ) / ( 1.0 - a ),
			1.0 - ( ( 1.0 - x ) * ( 1.0 - x ) / ( 2.0 * a * ( 1.0 - a ) ) )
		);
		float threshold = ( x < ( 1.0 - a ) )
			? ( ( x < a ) ? cases.x : cases.y )
			: cases.z;
		return clamp( threshold , 1.0e-6, 1.0 );
	}
#endif`,av=`#ifdef USE_ALPHAMAP
	diffuseColor.a *= texture2D( alphaMap, vAlphaMapUv ).g;
#endif`,nv=`#ifdef USE_ALPHAMAP
	uniform sampler2D alphaMap;
#endif`,sv=`#ifdef USE_ALPHATEST
	#ifdef ALPHA_TO_COVERAGE
	diffuseColor.a = smoothstep( alphaTest, alphaTest + fwidth( diffuseColor.a ), diffuseColor.a );
	if ( diffuseColor.a == 0.0 ) discard;
	#else
	if ( diffuseColor.a < alphaTest ) discard;
	#endif
#endif`,ov=`#ifdef USE_ALPHATEST
	uniform float alphaTest;
#endif`,lv=`#ifdef USE_AOMAP
	float ambientOcclusion = ( texture2D( aoMap, vAoMapUv ).r - 1.0 ) * aoMapIntensity + 1.0;
	reflectedLight.indirectDiffuse *= ambientOcclusion;
	#if defined( USE_CLEARCOAT ) 
		clearcoatSpecularIndirect *= ambientOcclusion;
	#endif
	#if defined( USE_SHEEN ) 
		sheenSpecularIndirect *= ambientOcclusion;
	#endif
	#if defined( USE_ENVMAP ) && defined( STANDARD )
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		reflectedLight.indirectSpecular *= computeSpecularOcclusion( dotNV, ambientOcclusion, material.roughness );
	#endif
#endif`,hv=`#ifdef USE_AOMAP
	uniform sampler2D aoMap;
	uniform float aoMapIntensity;
#endif`,uv=`#ifdef USE_BATCHING
	#if ! defined( GL_ANGLE_multi_draw )
	#define gl_DrawID _gl_DrawID
	uniform int _gl_DrawID;
	#endif
	uniform highp sampler2D batchingTexture;
	uniform highp usampler2D batchingIdTexture;
	mat4 getBatchingMatrix( const in float i ) {
		int size = textureSize( batchingTexture, 0 ).x;
		int j = int( i ) * 4;
		int x = j % size;
		int y = j / size;
		vec4 v1 = texelFetch( batchingTexture, ivec2( x, y ), 0 );
		vec4 v2 = texelFetch( batchingTexture, ivec2( x + 1, y ), 0 );
		vec4 v3 = texelFetch( batchingTexture, ivec2( x + 2, y ), 0 );
		vec4 v4 = texelFetch( batchingTexture, ivec2( x + 3, y ), 0 );
		return mat4( v1, v2, v3, v4 );
	}
	float getIndirectIndex( const in int i ) {
		int size = textureSize( batchingIdTexture, 0 ).x;
		int x = i % size;
		int y = i / size;
		return float( texelFetch( batchingIdTexture, ivec2( x, y ), 0 ).r );
	}
#endif
#ifdef USE_BATCHING_COLOR
	uniform sampler2D batchingColorTexture;
	vec4 getBatchingColor( const in float i ) {
		int size = textureSize( batchingColorTexture, 0 ).x;
		int j = int( i );
		int x = j % size;
		int y = j / size;
		return texelFetch( batchingColorTexture, ivec2( x, y ), 0 );
	}
#endif`,cv=`#ifdef USE_BATCHING
	mat4 batchingMatrix = getBatchingMatrix( getIndirectIndex( gl_DrawID ) );
#endif`,dv=`vec3 transformed = vec3( position );
#ifdef USE_ALPHAHASH
	vPosition = vec3( position );
#endif`,pv=`vec3 objectNormal = vec3( normal );
#ifdef USE_TANGENT
	vec3 objectTangent = vec3( tangent.xyz );
#endif`,fv=`float G_BlinnPhong_Implicit( ) {
	return 0.25;
}
float D_BlinnPhong( const in float shininess, const in float dotNH ) {
	return RECIPROCAL_PI * ( shininess * 0.5 + 1.0 ) * pow( dotNH, shininess );
}
vec3 BRDF_BlinnPhong( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in vec3 specularColor, const in float shininess ) {
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNH = saturate( dot( normal, halfDir ) );
	float dotVH = saturate( dot( viewDir, halfDir ) );
	vec3 F = F_Schlick( specularColor, 1.0, dotVH );
	float G = G_BlinnPhong_Implicit( );
	float D = D_BlinnPhong( shininess, dotNH );
	return F * ( G * D );
} // validated`,mv=`#ifdef USE_IRIDESCENCE
	const mat3 XYZ_TO_REC709 = mat3(
		 3.2404542, -0.9692660,  0.0556434,
		-1.5371385,  1.8760108, -0.2040259,
		-0.4985314,  0.0415560,  1.0572252
	);
	vec3 Fresnel0ToIor( vec3 fresnel0 ) {
		vec3 sqrtF0 = sqrt( fresnel0 );
		return ( vec3( 1.0 ) + sqrtF0 ) / ( vec3( 1.0 ) - sqrtF0 );
	}
	vec3 IorToFresnel0( vec3 transmittedIor, float incidentIor ) {
		return pow2( ( transmittedIor - vec3( incidentIor ) ) / ( transmittedIor + vec3( incidentIor ) ) );
	}
	float IorToFresnel0( float transmittedIor, float incidentIor ) {
		return pow2( ( transmittedIor - incidentIor ) / ( transmittedIor + incidentIor ));
	}
	vec3 evalSensitivity( float OPD, vec3 shift ) {
		float phase = 2.0 * PI * OPD * 1.0e-9;
		vec3 val = vec3( 5.4856e-13, 4.4201e-13, 5.2481e-13 );
		vec3 pos = vec3( 1.6810e+06, 1.7953e+06, 2.2084e+06 );
		vec3 var = vec3( 4.3278e+09, 9.3046e+09, 6.6121e+09 );
		vec3 xyz = val * sqrt( 2.0 * PI * var ) * cos( pos * phase + shift ) * exp( - pow2( phase ) * var );
		xyz.x += 9.7470e-14 * sqrt( 2.0 * PI * 4.5282e+09 ) * cos( 2.2399e+06 * phase + shift[ 0 ] ) * exp( - 4.5282e+09 * pow2( phase ) );
		xyz /= 1.0685e-7;
		vec3 rgb = XYZ_TO_REC709 * xyz;
		return rgb;
	}
	vec3 evalIridescence( float outsideIOR, float eta2, float cosTheta1, float thinFilmThickness, vec3 baseF0 ) {
		vec3 I;
		float iridescenceIOR = mix( outsideIOR, eta2, smoothstep( 0.0, 0.03, thinFilmThickness ) );
		float sinTheta2Sq = pow2( outsideIOR / iridescenceIOR ) * ( 1.0 - pow2( cosTheta1 ) );
		float cosTheta2Sq = 1.0 - sinTheta2Sq;
		if ( cosTheta2Sq < 0.0 ) {
			return vec3( 1.0 );
		}
		float cosTheta2 = sqrt( cosTheta2Sq );
		float R0 = IorToFresnel0( iridescenceIOR, outsideIOR );
		float R12 = F_Schlick( R0, 1.0, cosTheta1 );
		float T121 = 1.0 - R12;
		float phi12 = 0.0;
		if ( iridescenceIOR < outsideIOR ) phi12 = PI;
		float phi21 = PI - phi12;
		vec3 baseIOR = Fresnel0ToIor( clamp( baseF0, 0.0, 0.9999 ) );		vec3 R1 = IorToFresnel0( baseIOR, iridescenceIOR );
		vec3 R23 = F_Schlick( R1, 1.0, cosTheta2 );
		vec3 phi23 = vec3( 0.0 );
		if ( baseIOR[ 0 ] < iridescenceIOR ) phi23[ 0 ] = PI;
		if ( baseIOR[ 1 ] < iridescenceIOR ) phi23[ 1 ] = PI;
		if ( baseIOR[ 2 ] < iridescenceIOR ) phi23[ 2 ] = PI;
		float OPD = 2.0 * iridescenceIOR * thinFilmThickness * cosTheta2;
		vec3 phi = vec3( phi21 ) + phi23;
		vec3 R123 = clamp( R12 * R23, 1e-5, 0.9999 );
		vec3 r123 = sqrt( R123 );
		vec3 Rs = pow2( T121 ) * R23 / ( vec3( 1.0 ) - R123 );
		vec3 C0 = R12 + Rs;
		I = C0;
		vec3 Cm = Rs - T121;
		for ( int m = 1; m <= 2; ++ m ) {
			Cm *= r123;
			vec3 Sm = 2.0 * evalSensitivity( float( m ) * OPD, float( m ) * phi );
			I += Cm * Sm;
		}
		return max( I, vec3( 0.0 ) );
	}
#endif`,gv=`#ifdef USE_BUMPMAP
	uniform sampler2D bumpMap;
	uniform float bumpScale;
	vec2 dHdxy_fwd() {
		vec2 dSTdx = dFdx( vBumpMapUv );
		vec2 dSTdy = dFdy( vBumpMapUv );
		float Hll = bumpScale * texture2D( bumpMap, vBumpMapUv ).x;
		float dBx = bumpScale * texture2D( bumpMap, vBumpMapUv + dSTdx ).x - Hll;
		float dBy = bumpScale * texture2D( bumpMap, vBumpMapUv + dSTdy ).x - Hll;
		return vec2( dBx, dBy );
	}
	vec3 perturbNormalArb( vec3 surf_pos, vec3 surf_norm, vec2 dHdxy, float faceDirection ) {
		vec3 vSigmaX = normalize( dFdx( surf_pos.xyz ) );
		vec3 vSigmaY = normalize( dFdy( surf_pos.xyz ) );
		vec3 vN = surf_norm;
		vec3 R1 = cross( vSigmaY, vN );
		vec3 R2 = cross( vN, vSigmaX );
		float fDet = dot( vSigmaX, R1 ) * faceDirection;
		vec3 vGrad = sign( fDet ) * ( dHdxy.x * R1 + dHdxy.y * R2 );
		return normalize( abs( fDet ) * surf_norm - vGrad );
	}
#endif`,_v=`#if NUM_CLIPPING_PLANES > 0
	vec4 plane;
	#ifdef ALPHA_TO_COVERAGE
		float distanceToPlane, distanceGradient;
		float clipOpacity = 1.0;
		#pragma unroll_loop_start
		for ( int i = 0; i < UNION_CLIPPING_PLANES; i ++ ) {
			plane = clippingPlanes[ i ];
			distanceToPlane = - dot( vClipPosition, plane.xyz ) + plane.w;
			distanceGradient = fwidth( distanceToPlane ) / 2.0;
			clipOpacity *= smoothstep( - distanceGradient, distanceGradient, distanceToPlane );
			if ( clipOpacity == 0.0 ) discard;
		}
		#pragma unroll_loop_end
		#if UNION_CLIPPING_PLANES < NUM_CLIPPING_PLANES
			float unionClipOpacity = 1.0;
			#pragma unroll_loop_start
			for ( int i = UNION_CLIPPING_PLANES; i < NUM_CLIPPING_PLANES; i ++ ) {
				plane = clippingPlanes[ i ];
				distanceToPlane = - dot( vClipPosition, plane.xyz ) + plane.w;
				distanceGradient = fwidth( distanceToPlane ) / 2.0;
				unionClipOpacity *= 1.0 - smoothstep( - distanceGradient, distanceGradient, distanceToPlane );
			}
			#pragma unroll_loop_end
			clipOpacity *= 1.0 - unionClipOpacity;
		#endif
		diffuseColor.a *= clipOpacity;
		if ( diffuseColor.a == 0.0 ) discard;
	#else
		#pragma unroll_loop_start
		for ( int i = 0; i < UNION_CLIPPING_PLANES; i ++ ) {
			plane = clippingPlanes[ i ];
			if ( dot( vClipPosition, plane.xyz ) > plane.w ) discard;
		}
		#pragma unroll_loop_end
		#if UNION_CLIPPING_PLANES < NUM_CLIPPING_PLANES
			bool clipped = true;
			#pragma unroll_loop_start
			for ( int i = UNION_CLIPPING_PLANES; i < NUM_CLIPPING_PLANES; i ++ ) {
				plane = clippingPlanes[ i ];
				clipped = ( dot( vClipPosition, plane.xyz ) > plane.w ) && clipped;
			}
			#pragma unroll_loop_end
			if ( clipped ) discard;
		#endif
	#endif
#endif`,vv=`#if NUM_CLIPPING_PLANES > 0
	varying vec3 vClipPosition;
	uniform vec4 clippingPlanes[ NUM_CLIPPING_PLANES ];
#endif`,Mv=`#if NUM_CLIPPING_PLANES > 0
	varying vec3 vClipPosition;
#endif`,Sv=`#if NUM_CLIPPING_PLANES > 0
	vClipPosition = - mvPosition.xyz;
#endif`,yv=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA )
	diffuseColor *= vColor;
#endif`,xv=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA )
	varying vec4 vColor;
#endif`,Ev=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA ) || defined( USE_INSTANCING_COLOR ) || defined( USE_BATCHING_COLOR )
	varying vec4 vColor;
#endif`,bv=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA ) || defined( USE_INSTANCING_COLOR ) || defined( USE_BATCHING_COLOR )
	vColor = vec4( 1.0 );
#endif
#ifdef USE_COLOR_ALPHA
	vColor *= color;
#elif defined( USE_COLOR )
	vColor.rgb *= color;
#endif
#ifdef USE_INSTANCING_COLOR
	vColor.rgb *= instanceColor.rgb;
#endif
#ifdef USE_BATCHING_COLOR
	vColor *= getBatchingColor( getIndirectIndex( gl_DrawID ) );
#endif`,Tv=`#define PI 3.141592653589793
#define PI2 6.283185307179586
#define PI_HALF 1.5707963267948966
#define RECIPROCAL_PI 0.3183098861837907
#define RECIPROCAL_PI2 0.15915494309189535
#define EPSILON 1e-6
#ifndef saturate
#define saturate( a ) clamp( a, 0.0, 1.0 )
#endif
#define whiteComplement( a ) ( 1.0 - saturate( a ) )
float pow2( const in float x ) { return x*x; }
vec3 pow2( const in vec3 x ) { return x*x; }
float pow3( const in float x ) { return x*x*x; }
float pow4( const in float x ) { float x2 = x*x; return x2*x2; }
float max3( const in vec3 v ) { return max( max( v.x, v.y ), v.z ); }
float average( const in vec3 v ) { return dot( v, vec3( 0.3333333 ) ); }
highp float rand( const in vec2 uv ) {
	const highp float a = 12.9898, b = 78.233, c = 43758.5453;
	highp float dt = dot( uv.xy, vec2( a,b ) ), sn = mod( dt, PI );
	return fract( sin( sn ) * c );
}
#ifdef HIGH_PRECISION
	float precisionSafeLength( vec3 v ) { return length( v ); }
#else
	float precisionSafeLength( vec3 v ) {
		float maxComponent = max3( abs( v ) );
		return length( v / maxComponent ) * maxComponent;
	}
#endif
struct IncidentLight {
	vec3 color;
	vec3 direction;
	bool visible;
};
struct ReflectedLight {
	vec3 directDiffuse;
	vec3 directSpecular;
	vec3 indirectDiffuse;
	vec3 indirectSpecular;
};
#ifdef USE_ALPHAHASH
	varying vec3 vPosition;
#endif
vec3 transformDirection( in vec3 dir, in mat4 matrix ) {
	return normalize( ( matrix * vec4( dir, 0.0 ) ).xyz );
}
#define inverseTransformDirection transformDirectionByInverseViewMatrix
vec3 transformNormalByInverseViewMatrix( in vec3 normal, in mat4 viewMatrix ) {
	return normalize( ( vec4( normal, 0.0 ) * viewMatrix ).xyz );
}
vec3 transformDirectionByInverseViewMatrix( in vec3 dir, in mat4 viewMatrix ) {
	return normalize( ( vec4( dir, 0.0 ) * viewMatrix ).xyz );
}
bool isPerspectiveMatrix( mat4 m ) {
	return m[ 2 ][ 3 ] == - 1.0;
}
vec2 equirectUv( in vec3 dir ) {
	float u = atan( dir.z, dir.x ) * RECIPROCAL_PI2 + 0.5;
	float v = asin( clamp( dir.y, - 1.0, 1.0 ) ) * RECIPROCAL_PI + 0.5;
	return vec2( u, v );
}
vec3 BRDF_Lambert( const in vec3 diffuseColor ) {
	return RECIPROCAL_PI * diffuseColor;
}
vec3 F_Schlick( const in vec3 f0, const in float f90, const in float dotVH ) {
	float fresnel = exp2( ( - 5.55473 * dotVH - 6.98316 ) * dotVH );
	return f0 * ( 1.0 - fresnel ) + ( f90 * fresnel );
}
float F_Schlick( const in float f0, const in float f90, const in float dotVH ) {
	float fresnel = exp2( ( - 5.55473 * dotVH - 6.98316 ) * dotVH );
	return f0 * ( 1.0 - fresnel ) + ( f90 * fresnel );
} // validated`,wv=`vec3 transformedNormal = objectNormal;
#ifdef USE_TANGENT
	vec3 transformedTangent = objectTangent;
#endif
#ifdef USE_BATCHING
	mat3 bm = mat3( batchingMatrix );
	transformedNormal /= vec3( dot( bm[ 0 ], bm[ 0 ] ), dot( bm[ 1 ], bm[ 1 ] ), dot( bm[ 2 ], bm[ 2 ] ) );
	transformedNormal = bm * transformedNormal;
	#ifdef USE_TANGENT
		transformedTangent = bm * transformedTangent;
	#endif
#endif
#ifdef USE_INSTANCING
	mat3 im = mat3( instanceMatrix );
	transformedNormal /= vec3( dot( im[ 0 ], im[ 0 ] ), dot( im[ 1 ], im[ 1 ] ), dot( im[ 2 ], im[ 2 ] ) );
	transformedNormal = im * transformedNormal;
	#ifdef USE_TANGENT
		transformedTangent = im * transformedTangent;
	#endif
#endif
transformedNormal = normalMatrix * transformedNormal;
#ifdef FLIP_SIDED
	transformedNormal = - transformedNormal;
#endif
#ifdef USE_TANGENT
	transformedTangent = ( modelViewMatrix * vec4( transformedTangent, 0.0 ) ).xyz;
#endif`,Av=`#ifdef USE_DISPLACEMENTMAP
	uniform sampler2D displacementMap;
	uniform float displacementScale;
	uniform float displacementBias;
#endif`,Rv=`#ifdef USE_DISPLACEMENTMAP
	transformed += normalize( objectNormal ) * ( texture2D( displacementMap, vDisplacementMapUv ).x * displacementScale + displacementBias );
#endif`,Cv=`#ifdef USE_EMISSIVEMAP
	vec4 emissiveColor = texture2D( emissiveMap, vEmissiveMapUv );
	#ifdef DECODE_VIDEO_TEXTURE_EMISSIVE
		emissiveColor = sRGBTransferEOTF( emissiveColor );
	#endif
	totalEmissiveRadiance *= emissiveColor.rgb;
#endif`,Lv=`#ifdef USE_EMISSIVEMAP
	uniform sampler2D emissiveMap;
#endif`,Pv="gl_FragColor = linearToOutputTexel( gl_FragColor );",Nv=`vec4 LinearTransferOETF( in vec4 value ) {
	return value;
}
vec4 sRGBTransferEOTF( in vec4 value ) {
	return vec4( mix( pow( value.rgb * 0.9478672986 + vec3( 0.0521327014 ), vec3( 2.4 ) ), value.rgb * 0.0773993808, vec3( lessThanEqual( value.rgb, vec3( 0.04045 ) ) ) ), value.a );
}
vec4 sRGBTransferOETF( in vec4 value ) {
	return vec4( mix( pow( value.rgb, vec3( 0.41666 ) ) * 1.055 - vec3( 0.055 ), value.rgb * 12.92, vec3( lessThanEqual( value.rgb, vec3( 0.0031308 ) ) ) ), value.a );
}`,Dv=`#ifdef USE_ENVMAP
	#ifdef ENV_WORLDPOS
		vec3 cameraToFrag;
		if ( isOrthographic ) {
			cameraToFrag = normalize( vec3( - viewMatrix[ 0 ][ 2 ], - viewMatrix[ 1 ][ 2 ], - viewMatrix[ 2 ][ 2 ] ) );
		} else {
			cameraToFrag = normalize( vWorldPosition - cameraPosition );
		}
		vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
		#ifdef ENVMAP_MODE_REFLECTION
			vec3 reflectVec = reflect( cameraToFrag, worldNormal );
		#else
			vec3 reflectVec = refract( cameraToFrag, worldNormal, refractionRatio );
		#endif
	#else
		vec3 reflectVec = vReflect;
	#endif
	#ifdef ENVMAP_TYPE_CUBE
		vec4 envColor = textureCube( envMap, envMapRotation * reflectVec );
		#ifdef ENVMAP_BLENDING_MULTIPLY
			outgoingLight = mix( outgoingLight, outgoingLight * envColor.xyz, specularStrength * reflectivity );
		#elif defined( ENVMAP_BLENDING_MIX )
			outgoingLight = mix( outgoingLight, envColor.xyz, specularStrength * reflectivity );
		#elif defined( ENVMAP_BLENDING_ADD )
			outgoingLight += envColor.xyz * specularStrength * reflectivity;
		#endif
	#endif
#endif`,Iv=`#ifdef USE_ENVMAP
	uniform float envMapIntensity;
	uniform mat3 envMapRotation;
	uniform samplerCube envMap;
	#ifdef ENVMAP_TYPE_PMREM
		float roughnessToMip( const in float roughness ) {
			float r = clamp( roughness, 0.0, 1.0 );
			return ENVMAP_MAX_LOD * r * ( 2.0 - r );
		}
	#endif
#endif`,Uv=`#ifdef USE_ENVMAP
	uniform float reflectivity;
	#if defined( USE_BUMPMAP ) || defined( USE_NORMALMAP ) || defined( PHONG ) || defined( LAMBERT )
		#define ENV_WORLDPOS
	#endif
	#ifdef ENV_WORLDPOS
		varying vec3 vWorldPosition;
		uniform float refractionRatio;
	#else
		varying vec3 vReflect;
	#endif
#endif`,Ov=`#ifdef USE_ENVMAP
	#if defined( USE_BUMPMAP ) || defined( USE_NORMALMAP ) || defined( PHONG ) || defined( LAMBERT )
		#define ENV_WORLDPOS
	#endif
	#ifdef ENV_WORLDPOS
		
		varying vec3 vWorldPosition;
	#else
		varying vec3 vReflect;
		uniform float refractionRatio;
	#endif
#endif`,Fv=`#ifdef USE_ENVMAP
	#ifdef ENV_WORLDPOS
		vWorldPosition = worldPosition.xyz;
	#else
		vec3 cameraToVertex;
		if ( isOrthographic ) {
			cameraToVertex = normalize( vec3( - viewMatrix[ 0 ][ 2 ], - viewMatrix[ 1 ][ 2 ], - viewMatrix[ 2 ][ 2 ] ) );
		} else {
			cameraToVertex = normalize( worldPosition.xyz - cameraPosition );
		}
		vec3 worldNormal = transformNormalByInverseViewMatrix( transformedNormal, viewMatrix );
		#ifdef ENVMAP_MODE_REFLECTION
			vReflect = reflect( cameraToVertex, worldNormal );
		#else
			vReflect = refract( cameraToVertex, worldNormal, refractionRatio );
		#endif
	#endif
#endif`,Bv=`#ifdef USE_FOG
	vFogDepth = - mvPosition.z;
#endif`,zv=`#ifdef USE_FOG
	varying float vFogDepth;
#endif`,Hv=`#ifdef USE_FOG
	#ifdef FOG_EXP2
		float fogFactor = 1.0 - exp( - fogDensity * fogDensity * vFogDepth * vFogDepth );
	#else
		float fogFactor = smoothstep( fogNear, fogFar, vFogDepth );
	#endif
	gl_FragColor.rgb = mix( gl_FragColor.rgb, fogColor, fogFactor );
#endif`,Vv=`#ifdef USE_FOG
	uniform vec3 fogColor;
	varying float vFogDepth;
	#ifdef FOG_EXP2
		uniform float fogDensity;
	#else
		uniform float fogNear;
		uniform float fogFar;
	#endif
#endif`,kv=`#ifdef USE_GRADIENTMAP
	uniform sampler2D gradientMap;
#endif
vec3 getGradientIrradiance( vec3 normal, vec3 lightDirection ) {
	float dotNL = dot( normal, lightDirection );
	vec2 coord = vec2( dotNL * 0.5 + 0.5, 0.0 );
	#ifdef USE_GRADIENTMAP
		return vec3( texture2D( gradientMap, coord ).r );
	#else
		vec2 fw = fwidth( coord ) * 0.5;
		return mix( vec3( 0.7 ), vec3( 1.0 ), smoothstep( 0.7 - fw.x, 0.7 + fw.x, coord.x ) );
	#endif
}`,Gv=`#ifdef USE_LIGHTMAP
	uniform sampler2D lightMap;
	uniform float lightMapIntensity;
#endif`,Wv=`LambertMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.specularStrength = specularStrength;`,Xv=`varying vec3 vViewPosition;
struct LambertMaterial {
	vec3 diffuseColor;
	float specularStrength;
};
void RE_Direct_Lambert( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in LambertMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
void RE_IndirectDiffuse_Lambert( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in LambertMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_Lambert
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Lambert`,jv=`uniform bool receiveShadow;
uniform vec3 ambientLightColor;
#if defined( USE_LIGHT_PROBES )
	uniform vec3 lightProbe[ 9 ];
#endif
vec3 shGetIrradianceAt( in vec3 normal, in vec3 shCoefficients[ 9 ] ) {
	float x = normal.x, y = normal.y, z = normal.z;
	vec3 result = shCoefficients[ 0 ] * 0.886227;
	result += shCoefficients[ 1 ] * 2.0 * 0.511664 * y;
	result += shCoefficients[ 2 ] * 2.0 * 0.511664 * z;
	result += shCoefficients[ 3 ] * 2.0 * 0.511664 * x;
	result += shCoefficients[ 4 ] * 2.0 * 0.429043 * x * y;
	result += shCoefficients[ 5 ] * 2.0 * 0.429043 * y * z;
	result += shCoefficients[ 6 ] * ( 0.743125 * z * z - 0.247708 );
	result += shCoefficients[ 7 ] * 2.0 * 0.429043 * x * z;
	result += shCoefficients[ 8 ] * 0.429043 * ( x * x - y * y );
	return result;
}
vec3 getLightProbeIrradiance( const in vec3 lightProbe[ 9 ], const in vec3 normal ) {
	vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
	vec3 irradiance = shGetIrradianceAt( worldNormal, lightProbe );
	return irradiance;
}
vec3 getAmbientLightIrradiance( const in vec3 ambientLightColor ) {
	vec3 irradiance = ambientLightColor;
	return irradiance;
}
float getDistanceAttenuation( const in float lightDistance, const in float cutoffDistance, const in float decayExponent ) {
	float distanceFalloff = 1.0 / max( pow( lightDistance, decayExponent ), 0.01 );
	if ( cutoffDistance > 0.0 ) {
		distanceFalloff *= pow2( saturate( 1.0 - pow4( lightDistance / cutoffDistance ) ) );
	}
	return distanceFalloff;
}
float getSpotAttenuation( const in float coneCosine, const in float penumbraCosine, const in float angleCosine ) {
	return smoothstep( coneCosine, penumbraCosine, angleCosine );
}
#if NUM_SUN_LIGHTS > 0
	struct SunLight {
		vec3 direction;
		vec3 color;
	};
	uniform SunLight sunLights[ NUM_SUN_LIGHTS ];
	void getSunLightInfo( const in SunLight sunLight, out IncidentLight light ) {
		light.color = sunLight.color;
		light.direction = sunLight.direction;
		light.visible = true;
	}
#endif
#if NUM_DIR_LIGHTS > 0
	struct DirectionalLight {
		vec3 direction;
		vec3 color;
	};
	uniform DirectionalLight directionalLights[ NUM_DIR_LIGHTS ];
	void getDirectionalLightInfo( const in DirectionalLight directionalLight, out IncidentLight light ) {
		light.color = directionalLight.color;
		light.direction = directionalLight.direction;
		light.visible = true;
	}
#endif
#if NUM_POINT_LIGHTS > 0
	struct PointLight {
		vec3 position;
		vec3 color;
		float distance;
		float decay;
	};
	uniform PointLight pointLights[ NUM_POINT_LIGHTS ];
	void getPointLightInfo( const in PointLight pointLight, const in vec3 geometryPosition, out IncidentLight light ) {
		vec3 lVector = pointLight.position - geometryPosition;
		light.direction = normalize( lVector );
		float lightDistance = length( lVector );
		light.color = pointLight.color;
		light.color *= getDistanceAttenuation( lightDistance, pointLight.distance, pointLight.decay );
		light.visible = ( light.color != vec3( 0.0 ) );
	}
#endif
#if NUM_SPOT_LIGHTS > 0
	struct SpotLight {
		vec3 position;
		vec3 direction;
		vec3 color;
		float distance;
		float decay;
		float coneCos;
		float penumbraCos;
	};
	uniform SpotLight spotLights[ NUM_SPOT_LIGHTS ];
	void getSpotLightInfo( const in SpotLight spotLight, const in vec3 geometryPosition, out IncidentLight light ) {
		vec3 lVector = spotLight.position - geometryPosition;
		light.direction = normalize( lVector );
		float angleCos = dot( light.direction, spotLight.direction );
		float spotAttenuation = getSpotAttenuation( spotLight.coneCos, spotLight.penumbraCos, angleCos );
		if ( spotAttenuation > 0.0 ) {
			float lightDistance = length( lVector );
			light.color = spotLight.color * spotAttenuation;
			light.color *= getDistanceAttenuation( lightDistance, spotLight.distance, spotLight.decay );
			light.visible = ( light.color != vec3( 0.0 ) );
		} else {
			light.color = vec3( 0.0 );
			light.visible = false;
		}
	}
#endif
#if NUM_RECT_AREA_LIGHTS > 0
	struct RectAreaLight {
		vec3 color;
		vec3 position;
		vec3 halfWidth;
		vec3 halfHeight;
	};
	uniform sampler2D ltc_1;	uniform sampler2D ltc_2;
	uniform RectAreaLight rectAreaLights[ NUM_RECT_AREA_LIGHTS ];
#endif
#if NUM_HEMI_LIGHTS > 0
	struct HemisphereLight {
		vec3 direction;
		vec3 skyColor;
		vec3 groundColor;
	};
	uniform HemisphereLight hemisphereLights[ NUM_HEMI_LIGHTS ];
	vec3 getHemisphereLightIrradiance( const in HemisphereLight hemiLight, const in vec3 normal ) {
		float dotNL = dot( normal, hemiLight.direction );
		float hemiDiffuseWeight = 0.5 * dotNL + 0.5;
		vec3 irradiance = mix( hemiLight.groundColor, hemiLight.skyColor, hemiDiffuseWeight );
		return irradiance;
	}
#endif
#include <lightprobes_pars_fragment>`,Yv=`#ifdef USE_ENVMAP
	vec3 getIBLIrradiance( const in vec3 normal ) {
		#ifdef ENVMAP_TYPE_PMREM
			vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
			vec4 envMapColor = textureLod( envMap, envMapRotation * worldNormal, ENVMAP_MAX_LOD );
			return PI * envMapColor.rgb * envMapIntensity;
		#else
			return vec3( 0.0 );
		#endif
	}
	vec3 getIBLRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness ) {
		#ifdef ENVMAP_TYPE_PMREM
			vec3 reflectVec = reflect( - viewDir, normal );
			reflectVec = normalize( mix( reflectVec, normal, pow4( roughness ) ) );
			reflectVec = transformDirectionByInverseViewMatrix( reflectVec, viewMatrix );
			vec4 envMapColor = textureLod( envMap, envMapRotation * reflectVec, roughnessToMip( roughness ) );
			return envMapColor.rgb * envMapIntensity;
		#else
			return vec3( 0.0 );
		#endif
	}
	#ifdef USE_RETROREFLECTION
		vec3 getIBLRetroRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness ) {
			#ifdef ENVMAP_TYPE_PMREM
				vec3 retroVec = normalize( mix( viewDir, normal, pow4( roughness ) ) );
				retroVec = transformDirectionByInverseViewMatrix( retroVec, viewMatrix );
				vec4 envMapColor = textureLod( envMap, envMapRotation * retroVec, roughnessToMip( roughness ) );
				return envMapColor.rgb * envMapIntensity;
			#else
				return vec3( 0.0 );
			#endif
		}
	#endif
	#ifdef USE_ANISOTROPY
		vec3 getIBLAnisotropyRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness, const in vec3 bitangent, const in float anisotropy ) {
			#ifdef ENVMAP_TYPE_PMREM
				vec3 bentNormal = cross( bitangent, viewDir );
				bentNormal = normalize( cross( bentNormal, bitangent ) );
				bentNormal = normalize( mix( bentNormal, normal, pow2( pow2( 1.0 - anisotropy * ( 1.0 - roughness ) ) ) ) );
				return getIBLRadiance( viewDir, bentNormal, roughness );
			#else
				return vec3( 0.0 );
			#endif
		}
		#ifdef USE_RETROREFLECTION
			vec3 getIBLAnisotropyRetroRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness, const in vec3 bitangent, const in float anisotropy ) {
				#ifdef ENVMAP_TYPE_PMREM
					vec3 bentNormal = cross( bitangent, viewDir );
					bentNormal = normalize( cross( bentNormal, bitangent ) );
					bentNormal = normalize( mix( bentNormal, normal, pow2( pow2( 1.0 - anisotropy * ( 1.0 - roughness ) ) ) ) );
					return getIBLRetroRadiance( viewDir, bentNormal, roughness );
				#else
					return vec3( 0.0 );
				#endif
			}
		#endif
	#endif
#endif`,qv=`ToonMaterial material;
material.diffuseColor = diffuseColor.rgb;`,Kv=`varying vec3 vViewPosition;
struct ToonMaterial {
	vec3 diffuseColor;
};
void RE_Direct_Toon( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in ToonMaterial material, inout ReflectedLight reflectedLight ) {
	vec3 irradiance = getGradientIrradiance( geometryNormal, directLight.direction ) * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
void RE_IndirectDiffuse_Toon( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in ToonMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_Toon
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Toon`,Zv=`BlinnPhongMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.specularColor = specular;
material.specularShininess = shininess;
material.specularStrength = specularStrength;`,$v=`varying vec3 vViewPosition;
struct BlinnPhongMaterial {
	vec3 diffuseColor;
	vec3 specularColor;
	float specularShininess;
	float specularStrength;
};
void RE_Direct_BlinnPhong( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in BlinnPhongMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
	reflectedLight.directSpecular += irradiance * BRDF_BlinnPhong( directLight.direction, geometryViewDir, geometryNormal, material.specularColor, material.specularShininess ) * material.specularStrength;
}
void RE_IndirectDiffuse_BlinnPhong( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in BlinnPhongMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_BlinnPhong
#define RE_IndirectDiffuse		RE_IndirectDiffuse_BlinnPhong`,Jv=`PhysicalMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.diffuseContribution = diffuseColor.rgb * ( 1.0 - metalnessFactor );
material.metalness = metalnessFactor;
vec3 dxy = max( abs( dFdx( nonPerturbedNormal ) ), abs( dFdy( nonPerturbedNormal ) ) );
float geometryRoughness = max( max( dxy.x, dxy.y ), dxy.z );
material.roughness = max( roughnessFactor, 0.045 );
material.roughness += geometryRoughness;
material.roughness = min( material.roughness, 1.0 );
#ifdef USE_DIFFUSE_ROUGHNESS
	float diffuseRoughnessFactor = diffuseRoughness;
	#ifdef USE_DIFFUSE_ROUGHNESSMAP
		diffuseRoughnessFactor *= texture2D( diffuseRoughnessMap, vDiffuseRoughnessMapUv ).r;
	#endif
	material.diffuseRoughness = saturate( diffuseRoughnessFactor );
#endif
#ifdef IOR
	material.ior = ior;
	#ifdef USE_SPECULAR
		float specularIntensityFactor = specularIntensity;
		vec3 specularColorFactor = specularColor;
		#ifdef USE_SPECULAR_COLORMAP
			specularColorFactor *= texture2D( specularColorMap, vSpecularColorMapUv ).rgb;
		#endif
		#ifdef USE_SPECULAR_INTENSITYMAP
			specularIntensityFactor *= texture2D( specularIntensityMap, vSpecularIntensityMapUv ).a;
		#endif
		material.specularF90 = mix( specularIntensityFactor, 1.0, metalnessFactor );
	#else
		float specularIntensityFactor = 1.0;
		vec3 specularColorFactor = vec3( 1.0 );
		material.specularF90 = 1.0;
	#endif
	material.specularColor = min( pow2( ( material.ior - 1.0 ) / ( material.ior + 1.0 ) ) * specularColorFactor, vec3( 1.0 ) ) * specularIntensityFactor;
	material.specularColorBlended = mix( material.specularColor, diffuseColor.rgb, metalnessFactor );
#else
	material.specularColor = vec3( 0.04 );
	material.specularColorBlended = mix( material.specularColor, diffuseColor.rgb, metalnessFactor );
	material.specularF90 = 1.0;
#endif
#ifdef USE_CLEARCOAT
	material.clearcoat = clearcoat;
	material.clearcoatRoughness = clearcoatRoughness;
	material.clearcoatF0 = vec3( 0.04 );
	material.clearcoatF90 = 1.0;
	#ifdef USE_CLEARCOATMAP
		material.clearcoat *= texture2D( clearcoatMap, vClearcoatMapUv ).x;
	#endif
	#ifdef USE_CLEARCOAT_ROUGHNESSMAP
		material.clearcoatRoughness *= texture2D( clearcoatRoughnessMap, vClearcoatRoughnessMapUv ).y;
	#endif
	material.clearcoat = saturate( material.clearcoat );	material.clearcoatRoughness = max( material.clearcoatRoughness, 0.045 );
	material.clearcoatRoughness += geometryRoughness;
	material.clearcoatRoughness = min( material.clearcoatRoughness, 1.0 );
#endif
#ifdef USE_DISPERSION
	material.dispersion = dispersion;
#endif
#ifdef USE_RETROREFLECTION
	material.retroreflectivity = retroreflectivity;
#endif
#ifdef USE_IRIDESCENCE
	material.iridescence = iridescence;
	material.iridescenceIOR = iridescenceIOR;
	#ifdef USE_IRIDESCENCEMAP
		material.iridescence *= texture2D( iridescenceMap, vIridescenceMapUv ).r;
	#endif
	#ifdef USE_IRIDESCENCE_THICKNESSMAP
		material.iridescenceThickness = (iridescenceThicknessMaximum - iridescenceThicknessMinimum) * texture2D( iridescenceThicknessMap, vIridescenceThicknessMapUv ).g + iridescenceThicknessMinimum;
	#else
		material.iridescenceThickness = iridescenceThicknessMaximum;
	#endif
#endif
#ifdef USE_SHEEN
	material.sheenColor = sheenColor;
	#ifdef USE_SHEEN_COLORMAP
		material.sheenColor *= texture2D( sheenColorMap, vSheenColorMapUv ).rgb;
	#endif
	material.sheenRoughness = clamp( sheenRoughness, 0.0001, 1.0 );
	#ifdef USE_SHEEN_ROUGHNESSMAP
		material.sheenRoughness *= texture2D( sheenRoughnessMap, vSheenRoughnessMapUv ).a;
	#endif
#endif
#ifdef USE_ANISOTROPY
	#ifdef USE_ANISOTROPYMAP
		mat2 anisotropyMat = mat2( anisotropyVector.x, anisotropyVector.y, - anisotropyVector.y, anisotropyVector.x );
		vec3 anisotropyPolar = texture2D( anisotropyMap, vAnisotropyMapUv ).rgb;
		vec2 anisotropyV = anisotropyMat * normalize( 2.0 * anisotropyPolar.rg - vec2( 1.0 ) ) * anisotropyPolar.b;
	#else
		vec2 anisotropyV = anisotropyVector;
	#endif
	material.anisotropy = length( anisotropyV );
	if( material.anisotropy == 0.0 ) {
		anisotropyV = vec2( 1.0, 0.0 );
	} else {
		anisotropyV /= material.anisotropy;
		material.anisotropy = saturate( material.anisotropy );
	}
	material.alphaT = mix( pow2( material.roughness ), 1.0, pow2( material.anisotropy ) );
	material.anisotropyT = tbn[ 0 ] * anisotropyV.x + tbn[ 1 ] * anisotropyV.y;
	material.anisotropyB = tbn[ 1 ] * anisotropyV.x - tbn[ 0 ] * anisotropyV.y;
#endif`,Qv=`uniform sampler2D dfgLUT;
struct PhysicalMaterial {
	vec3 diffuseColor;
	vec3 diffuseContribution;
	vec3 specularColor;
	vec3 specularColorBlended;
	float roughness;
	float metalness;
	float specularF90;
	float dispersion;
	vec2 dfg;
	vec3 multiScatteringCompensation;
	#ifdef USE_DIFFUSE_ROUGHNESS
		float diffuseRoughness;
	#endif
	#ifdef USE_RETROREFLECTION
		float retroreflectivity;
	#endif
	#ifdef USE_CLEARCOAT
		float clearcoat;
		float clearcoatRoughness;
		vec3 clearcoatF0;
		float clearcoatF90;
	#endif
	#ifdef USE_IRIDESCENCE
		float iridescence;
		float iridescenceIOR;
		float iridescenceThickness;
		vec3 iridescenceFresnel;
		vec3 iridescenceF0Dielectric;
		vec3 iridescenceF0Metallic;
	#endif
	#ifdef USE_SHEEN
		vec3 sheenColor;
		float sheenRoughness;
	#endif
	#ifdef IOR
		float ior;
	#endif
	#ifdef USE_TRANSMISSION
		float transmission;
		float transmissionAlpha;
		float thickness;
		float attenuationDistance;
		vec3 attenuationColor;
	#endif
	#ifdef USE_ANISOTROPY
		float anisotropy;
		float alphaT;
		vec3 anisotropyT;
		vec3 anisotropyB;
	#endif
};
vec3 clearcoatSpecularDirect = vec3( 0.0 );
vec3 clearcoatSpecularIndirect = vec3( 0.0 );
vec3 sheenSpecularDirect = vec3( 0.0 );
vec3 sheenSpecularIndirect = vec3(0.0 );
vec3 Schlick_to_F0( const in vec3 f, const in float f90, const in float dotVH ) {
    float x = clamp( 1.0 - dotVH, 0.0, 1.0 );
    float x2 = x * x;
    float x5 = clamp( x * x2 * x2, 0.0, 0.9999 );
    return ( f - vec3( f90 ) * x5 ) / ( 1.0 - x5 );
}
#ifdef USE_DIFFUSE_ROUGHNESS
	const float EON_EPSILON = 1e-7;
	float FON_DirectionalAlbedo( const in float mu, const in float roughness, const in float A ) {
		float muComp = 1.0 - mu;
		float gOverPi = muComp * ( 0.0571085289 + muComp * ( 0.491881867 + muComp * ( - 0.332181442 + muComp * 0.0714429953 ) ) );
		return A * ( 1.0 + roughness * gOverPi );
	}
	vec3 BRDF_EON( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in vec3 diffuseColor, const in float roughness ) {
		vec3 rho = saturate( diffuseColor );
		if ( roughness <= EON_EPSILON ) return BRDF_Lambert( rho );
		float dotNL = saturate( dot( normal, lightDir ) );
		float dotNV = saturate( dot( normal, viewDir ) );
		float s = dot( lightDir, viewDir ) - dotNL * dotNV;
		float sOverT = ( s > 0.0 ) ? s / max( max( dotNL, dotNV ), EON_EPSILON ) : s;
		float A = 1.0 / ( 1.0 + ( 0.5 - 2.0 / ( 3.0 * PI ) ) * roughness );
		vec3 singleScatter = rho * RECIPROCAL_PI * A * ( 1.0 + roughness * sOverT );
		float averageAlbedo = A * ( 1.0 + ( 2.0 / 3.0 - 28.0 / ( 15.0 * PI ) ) * roughness );
		float albedoV = FON_DirectionalAlbedo( dotNV, roughness, A );
		float albedoL = FON_DirectionalAlbedo( dotNL, roughness, A );
		vec3 rhoMultiScatter = rho * rho * averageAlbedo / max( vec3( EON_EPSILON ), vec3( 1.0 ) - rho * ( 1.0 - averageAlbedo ) );
		vec3 multiScatter = rhoMultiScatter * RECIPROCAL_PI
			* max( EON_EPSILON, 1.0 - albedoV )
			* max( EON_EPSILON, 1.0 - albedoL )
			/ max( EON_EPSILON, 1.0 - averageAlbedo );
		return singleScatter + multiScatter;
	}
	vec3 EON_DirectionalAlbedo( const in vec3 diffuseColor, const in float roughness, const in float dotNV ) {
		vec3 rho = saturate( diffuseColor );
		if ( roughness <= EON_EPSILON ) return rho;
		float A = 1.0 / ( 1.0 + ( 0.5 - 2.0 / ( 3.0 * PI ) ) * roughness );
		float directionalAlbedo = FON_DirectionalAlbedo( dotNV, roughness, A );
		float averageAlbedo = A * ( 1.0 + ( 2.0 / 3.0 - 28.0 / ( 15.0 * PI ) ) * roughness );
		vec3 rhoMultiScatter = rho * rho * averageAlbedo / max( vec3( EON_EPSILON ), vec3( 1.0 ) - rho * ( 1.0 - averageAlbedo ) );
		return rho * directionalAlbedo + rhoMultiScatter * ( 1.0 - directionalAlbedo );
	}
#endif
float V_GGX_SmithCorrelated( const in float alpha, const in float dotNL, const in float dotNV ) {
	float a2 = pow2( alpha );
	float gv = dotNL * sqrt( a2 + ( 1.0 - a2 ) * pow2( dotNV ) );
	float gl = dotNV * sqrt( a2 + ( 1.0 - a2 ) * pow2( dotNL ) );
	return 0.5 / max( gv + gl, EPSILON );
}
float D_GGX( const in float alpha, const in float dotNH ) {
	float a2 = pow2( alpha );
	float denom = pow2( dotNH ) * ( a2 - 1.0 ) + 1.0;
	return RECIPROCAL_PI * a2 / pow2( denom );
}
#ifdef USE_ANISOTROPY
	float V_GGX_SmithCorrelated_Anisotropic( const in float alphaT, const in float alphaB, const in float dotTV, const in float dotBV, const in float dotTL, const in float dotBL, const in float dotNV, const in float dotNL ) {
		float gv = dotNL * length( vec3( alphaT * dotTV, alphaB * dotBV, dotNV ) );
		float gl = dotNV * length( vec3( alphaT * dotTL, alphaB * dotBL, dotNL ) );
		return 0.5 / max( gv + gl, EPSILON );
	}
	float D_GGX_Anisotropic( const in float alphaT, const in float alphaB, const in float dotNH, const in float dotTH, const in float dotBH ) {
		float a2 = alphaT * alphaB;
		highp vec3 v = vec3( alphaB * dotTH, alphaT * dotBH, a2 * dotNH );
		highp float v2 = dot( v, v );
		float w2 = a2 / v2;
		return RECIPROCAL_PI * a2 * pow2 ( w2 );
	}
#endif
#ifdef USE_CLEARCOAT
	vec3 BRDF_GGX_Clearcoat( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in PhysicalMaterial material) {
		vec3 f0 = material.clearcoatF0;
		float f90 = material.clearcoatF90;
		float roughness = max( material.clearcoatRoughness, 0.045 );
		float alpha = pow2( roughness );
		vec3 halfDir = normalize( lightDir + viewDir );
		float dotNL = saturate( dot( normal, lightDir ) );
		float dotNV = saturate( dot( normal, viewDir ) );
		float dotNH = saturate( dot( normal, halfDir ) );
		float dotVH = saturate( dot( viewDir, halfDir ) );
		vec3 F = F_Schlick( f0, f90, dotVH );
		float V = V_GGX_SmithCorrelated( alpha, dotNL, dotNV );
		float D = D_GGX( alpha, dotNH );
		return F * ( V * D );
	}
#endif
vec3 BRDF_GGX( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in PhysicalMaterial material ) {
	vec3 f0 = material.specularColorBlended;
	float f90 = material.specularF90;
	float roughness = max( material.roughness, 0.045 );
	float alpha = pow2( roughness );
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNL = saturate( dot( normal, lightDir ) );
	float dotNV = saturate( dot( normal, viewDir ) );
	float dotNH = saturate( dot( normal, halfDir ) );
	float dotVH = saturate( dot( viewDir, halfDir ) );
	vec3 F = F_Schlick( f0, f90, dotVH );
	#ifdef USE_IRIDESCENCE
		F = mix( F, material.iridescenceFresnel, material.iridescence );
	#endif
	#ifdef USE_ANISOTROPY
		float dotTL = dot( material.anisotropyT, lightDir );
		float dotTV = dot( material.anisotropyT, viewDir );
		float dotTH = dot( material.anisotropyT, halfDir );
		float dotBL = dot( material.anisotropyB, lightDir );
		float dotBV = dot( material.anisotropyB, viewDir );
		float dotBH = dot( material.anisotropyB, halfDir );
		float alphaT = max( material.alphaT, alpha );
		float V = V_GGX_SmithCorrelated_Anisotropic( alphaT, alpha, dotTV, dotBV, dotTL, dotBL, dotNV, dotNL );
		float D = D_GGX_Anisotropic( alphaT, alpha, dotNH, dotTH, dotBH );
	#else
		float V = V_GGX_SmithCorrelated( alpha, dotNL, dotNV );
		float D = D_GGX( alpha, dotNH );
	#endif
	return F * ( V * D );
}
vec2 LTC_Uv( const in vec3 N, const in vec3 V, const in float roughness ) {
	const float LUT_SIZE = 64.0;
	const float LUT_SCALE = ( LUT_SIZE - 1.0 ) / LUT_SIZE;
	const float LUT_BIAS = 0.5 / LUT_SIZE;
	float dotNV = saturate( dot( N, V ) );
	vec2 uv = vec2( roughness, sqrt( 1.0 - dotNV ) );
	uv = uv * LUT_SCALE + LUT_BIAS;
	return uv;
}
float LTC_ClippedSphereFormFactor( const in vec3 f ) {
	float l = length( f );
	return max( ( l * l + f.z ) / ( l + 1.0 ), 0.0 );
}
vec3 LTC_EdgeVectorFormFactor( const in vec3 v1, const in vec3 v2 ) {
	float x = dot( v1, v2 );
	float y = abs( x );
	float a = 0.8543985 + ( 0.4965155 + 0.0145206 * y ) * y;
	float b = 3.4175940 + ( 4.1616724 + y ) * y;
	float v = a / b;
	float theta_sintheta = ( x > 0.0 ) ? v : 0.5 * inversesqrt( max( 1.0 - x * x, 1e-7 ) ) - v;
	return cross( v1, v2 ) * theta_sintheta;
}
vec3 LTC_Evaluate( const in vec3 N, const in vec3 V, const in vec3 P, const in mat3 mInv, const in vec3 rectCoords[ 4 ] ) {
	vec3 v1 = rectCoords[ 1 ] - rectCoords[ 0 ];
	vec3 v2 = rectCoords[ 3 ] - rectCoords[ 0 ];
	vec3 lightNormal = cross( v1, v2 );
	if( dot( lightNormal, P - rectCoords[ 0 ] ) < 0.0 ) return vec3( 0.0 );
	vec3 T1, T2;
	T1 = normalize( V - N * dot( V, N ) );
	T2 = - cross( N, T1 );
	mat3 mat = mInv * transpose( mat3( T1, T2, N ) );
	vec3 coords[ 4 ];
	coords[ 0 ] = mat * ( rectCoords[ 0 ] - P );
	coords[ 1 ] = mat * ( rectCoords[ 1 ] - P );
	coords[ 2 ] = mat * ( rectCoords[ 2 ] - P );
	coords[ 3 ] = mat * ( rectCoords[ 3 ] - P );
	coords[ 0 ] = normalize( coords[ 0 ] );
	coords[ 1 ] = normalize( coords[ 1 ] );
	coords[ 2 ] = normalize( coords[ 2 ] );
	coords[ 3 ] = normalize( coords[ 3 ] );
	vec3 vectorFormFactor = vec3( 0.0 );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 0 ], coords[ 1 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 1 ], coords[ 2 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 2 ], coords[ 3 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 3 ], coords[ 0 ] );
	float result = LTC_ClippedSphereFormFactor( vectorFormFactor );
	return vec3( result );
}
#if defined( USE_SHEEN )
float D_Charlie( float roughness, float dotNH ) {
	float alpha = pow2( roughness );
	float invAlpha = 1.0 / alpha;
	float cos2h = dotNH * dotNH;
	float sin2h = max( 1.0 - cos2h, 0.0078125 );
	return ( 2.0 + invAlpha ) * pow( sin2h, invAlpha * 0.5 ) / ( 2.0 * PI );
}
float V_Neubelt( float dotNV, float dotNL ) {
	return saturate( 1.0 / ( 4.0 * ( dotNL + dotNV - dotNL * dotNV ) ) );
}
vec3 BRDF_Sheen( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, vec3 sheenColor, const in float sheenRoughness ) {
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNL = saturate( dot( normal, lightDir ) );
	float dotNV = saturate( dot( normal, viewDir ) );
	float dotNH = saturate( dot( normal, halfDir ) );
	float D = D_Charlie( sheenRoughness, dotNH );
	float V = V_Neubelt( dotNV, dotNL );
	return sheenColor * ( D * V );
}
#endif
float IBLSheenBRDF( const in vec3 normal, const in vec3 viewDir, const in float roughness ) {
	float dotNV = saturate( dot( normal, viewDir ) );
	float r2 = roughness * roughness;
	float rInv = 1.0 / ( roughness + 0.1 );
	float a = -1.9362 + 1.0678 * roughness + 0.4573 * r2 - 0.8469 * rInv;
	float b = -0.6014 + 0.5538 * roughness - 0.4670 * r2 - 0.1255 * rInv;
	float DG = exp( a * dotNV + b );
	return saturate( DG );
}
vec3 EnvironmentBRDF( const in vec3 normal, const in vec3 viewDir, const in vec3 specularColor, const in float specularF90, const in float roughness ) {
	float dotNV = saturate( dot( normal, viewDir ) );
	vec2 fab = texture2D( dfgLUT, vec2( roughness, dotNV ) ).rg;
	return specularColor * fab.x + specularF90 * fab.y;
}
#ifdef USE_IRIDESCENCE
void computeMultiscatteringIridescence( const in vec2 fab, const in vec3 specularColor, const in float specularF90, const in float iridescence, const in vec3 iridescenceF0, inout vec3 singleScatter, inout vec3 multiScatter ) {
#else
void computeMultiscattering( const in vec2 fab, const in vec3 specularColor, const in float specularF90, inout vec3 singleScatter, inout vec3 multiScatter ) {
#endif
	#ifdef USE_IRIDESCENCE
		vec3 Fr = mix( specularColor, iridescenceF0, iridescence );
	#else
		vec3 Fr = specularColor;
	#endif
	vec3 FssEss = Fr * fab.x + specularF90 * fab.y;
	float Ess = fab.x + fab.y;
	float Ems = 1.0 - Ess;
	vec3 Favg = Fr + ( 1.0 - Fr ) * 0.047619;	vec3 Fms = FssEss * Favg / ( 1.0 - Ems * Favg );
	singleScatter += FssEss;
	multiScatter += Fms * Ems;
}
#if NUM_RECT_AREA_LIGHTS > 0
	void RE_Direct_RectArea_Physical( const in RectAreaLight rectAreaLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
		vec3 normal = geometryNormal;
		vec3 viewDir = geometryViewDir;
		vec3 position = geometryPosition;
		vec3 lightPos = rectAreaLight.position;
		vec3 halfWidth = rectAreaLight.halfWidth;
		vec3 halfHeight = rectAreaLight.halfHeight;
		vec3 lightColor = rectAreaLight.color;
		float roughness = material.roughness;
		vec3 rectCoords[ 4 ];
		rectCoords[ 0 ] = lightPos + halfWidth - halfHeight;		rectCoords[ 1 ] = lightPos - halfWidth - halfHeight;
		rectCoords[ 2 ] = lightPos - halfWidth + halfHeight;
		rectCoords[ 3 ] = lightPos + halfWidth + halfHeight;
		vec2 uv = LTC_Uv( normal, viewDir, roughness );
		vec4 t1 = texture2D( ltc_1, uv );
		vec4 t2 = texture2D( ltc_2, uv );
		mat3 mInv = mat3(
			vec3( t1.x, 0, t1.y ),
			vec3(    0, 1,    0 ),
			vec3( t1.z, 0, t1.w )
		);
		vec3 fresnel = ( material.specularColorBlended * t2.x + ( material.specularF90 - material.specularColorBlended ) * t2.y );
		reflectedLight.directSpecular += lightColor * fresnel * LTC_Evaluate( normal, viewDir, position, mInv, rectCoords );
		reflectedLight.directDiffuse += lightColor * material.diffuseContribution * LTC_Evaluate( normal, viewDir, position, mat3( 1.0 ), rectCoords );
		#ifdef USE_CLEARCOAT
			vec3 Ncc = geometryClearcoatNormal;
			vec2 uvClearcoat = LTC_Uv( Ncc, viewDir, material.clearcoatRoughness );
			vec4 t1Clearcoat = texture2D( ltc_1, uvClearcoat );
			vec4 t2Clearcoat = texture2D( ltc_2, uvClearcoat );
			mat3 mInvClearcoat = mat3(
				vec3( t1Clearcoat.x, 0, t1Clearcoat.y ),
				vec3(             0, 1,             0 ),
				vec3( t1Clearcoat.z, 0, t1Clearcoat.w )
			);
			vec3 fresnelClearcoat = material.clearcoatF0 * t2Clearcoat.x + ( material.clearcoatF90 - material.clearcoatF0 ) * t2Clearcoat.y;
			clearcoatSpecularDirect += lightColor * fresnelClearcoat * LTC_Evaluate( Ncc, viewDir, position, mInvClearcoat, rectCoords );
		#endif
	}
#endif
void RE_Direct_Physical( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	#ifdef USE_CLEARCOAT
		float dotNLcc = saturate( dot( geometryClearcoatNormal, directLight.direction ) );
		vec3 ccIrradiance = dotNLcc * directLight.color;
		clearcoatSpecularDirect += ccIrradiance * BRDF_GGX_Clearcoat( directLight.direction, geometryViewDir, geometryClearcoatNormal, material );
	#endif
	#ifdef USE_SHEEN
 
 		sheenSpecularDirect += irradiance * BRDF_Sheen( directLight.direction, geometryViewDir, geometryNormal, material.sheenColor, material.sheenRoughness );
 
 		float sheenAlbedoV = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
 		float sheenAlbedoL = IBLSheenBRDF( geometryNormal, directLight.direction, material.sheenRoughness );
 
 		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * max( sheenAlbedoV, sheenAlbedoL );
 
 		irradiance *= sheenEnergyComp;
 
 	#endif
	vec3 specularBRDF = BRDF_GGX( directLight.direction, geometryViewDir, geometryNormal, material );
	#ifdef USE_RETROREFLECTION
		vec3 retroViewDir = reflect( - geometryViewDir, geometryNormal );
		vec3 retroSpecularBRDF = BRDF_GGX( directLight.direction, retroViewDir, geometryNormal, material );
		specularBRDF = mix( specularBRDF, retroSpecularBRDF, saturate( material.retroreflectivity ) );
	#endif
	reflectedLight.directSpecular += irradiance * specularBRDF * material.multiScatteringCompensation;
	vec3 halfDir = normalize( directLight.direction + geometryViewDir );
	float dotVH = saturate( dot( geometryViewDir, halfDir ) );
	vec3 F = F_Schlick( material.specularColor, material.specularF90, dotVH );
	#ifdef USE_RETROREFLECTION
		vec3 retroHalfDir = normalize( directLight.direction + retroViewDir );
		float dotRetroVH = saturate( dot( retroViewDir, retroHalfDir ) );
		vec3 retroF = F_Schlick( material.specularColor, material.specularF90, dotRetroVH );
		F = mix( F, retroF, saturate( material.retroreflectivity ) );
	#endif
	#ifdef USE_DIFFUSE_ROUGHNESS
		vec3 diffuseBRDF = BRDF_EON( directLight.direction, geometryViewDir, geometryNormal, material.diffuseColor, material.diffuseRoughness ) * ( 1.0 - material.metalness );
	#else
		vec3 diffuseBRDF = BRDF_Lambert( material.diffuseContribution );
	#endif
	reflectedLight.directDiffuse += irradiance * diffuseBRDF * ( 1.0 - F );
}
void RE_IndirectDiffuse_Physical( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
	vec3 singleScattering = vec3( 0.0 );
	vec3 multiScattering = vec3( 0.0 );
	#ifdef USE_IRIDESCENCE
		computeMultiscatteringIridescence( material.dfg, material.specularColor, material.specularF90, material.iridescence, material.iridescenceF0Dielectric, singleScattering, multiScattering );
	#else
		computeMultiscattering( material.dfg, material.specularColor, material.specularF90, singleScattering, multiScattering );
	#endif
	#ifdef USE_DIFFUSE_ROUGHNESS
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		vec3 diffuseAlbedo = EON_DirectionalAlbedo( material.diffuseColor, material.diffuseRoughness, dotNV ) * ( 1.0 - material.metalness );
		vec3 diffuse = irradiance * RECIPROCAL_PI * diffuseAlbedo * ( 1.0 - singleScattering - multiScattering );
	#else
		vec3 diffuse = irradiance * BRDF_Lambert( material.diffuseContribution ) * ( 1.0 - singleScattering - multiScattering );
	#endif
	#ifdef USE_SHEEN
		float sheenAlbedo = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
		sheenSpecularIndirect += irradiance * material.sheenColor * sheenAlbedo * RECIPROCAL_PI;
		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * sheenAlbedo;
		diffuse *= sheenEnergyComp;
	#endif
	reflectedLight.indirectDiffuse += diffuse;
}
void RE_IndirectSpecular_Physical( const in vec3 radiance, const in vec3 irradiance, const in vec3 clearcoatRadiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight) {
	#ifdef USE_CLEARCOAT
		clearcoatSpecularIndirect += clearcoatRadiance * EnvironmentBRDF( geometryClearcoatNormal, geometryViewDir, material.clearcoatF0, material.clearcoatF90, material.clearcoatRoughness );
	#endif
	#ifdef USE_SHEEN
		sheenSpecularIndirect += irradiance * material.sheenColor * IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness ) * RECIPROCAL_PI;
 	#endif
	vec3 singleScatteringDielectric = vec3( 0.0 );
	vec3 multiScatteringDielectric = vec3( 0.0 );
	vec3 singleScatteringMetallic = vec3( 0.0 );
	vec3 multiScatteringMetallic = vec3( 0.0 );
	#ifdef USE_IRIDESCENCE
		computeMultiscatteringIridescence( material.dfg, material.specularColor, material.specularF90, material.iridescence, material.iridescenceF0Dielectric, singleScatteringDielectric, multiScatteringDielectric );
		computeMultiscatteringIridescence( material.dfg, material.diffuseColor, material.specularF90, material.iridescence, material.iridescenceF0Metallic, singleScatteringMetallic, multiScatteringMetallic );
	#else
		computeMultiscattering( material.dfg, material.specularColor, material.specularF90, singleScatteringDielectric, multiScatteringDielectric );
		computeMultiscattering( material.dfg, material.diffuseColor, material.specularF90, singleScatteringMetallic, multiScatteringMetallic );
	#endif
	vec3 singleScattering = mix( singleScatteringDielectric, singleScatteringMetallic, material.metalness );
	vec3 multiScattering = mix( multiScatteringDielectric, multiScatteringMetallic, material.metalness );
	vec3 totalScatteringDielectric = singleScatteringDielectric + multiScatteringDielectric;
	#ifdef USE_DIFFUSE_ROUGHNESS
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		vec3 diffuse = EON_DirectionalAlbedo( material.diffuseColor, material.diffuseRoughness, dotNV ) * ( 1.0 - material.metalness ) * ( 1.0 - totalScatteringDielectric );
	#else
		vec3 diffuse = material.diffuseContribution * ( 1.0 - totalScatteringDielectric );
	#endif
	vec3 cosineWeightedIrradiance = irradiance * RECIPROCAL_PI;
	vec3 indirectSpecular = radiance * singleScattering;
	indirectSpecular += multiScattering * cosineWeightedIrradiance;
	vec3 indirectDiffuse = diffuse * cosineWeightedIrradiance;
	#ifdef USE_SHEEN
		float sheenAlbedo = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * sheenAlbedo;
		indirectSpecular *= sheenEnergyComp;
		indirectDiffuse *= sheenEnergyComp;
	#endif
	reflectedLight.indirectSpecular += indirectSpecular;
	reflectedLight.indirectDiffuse += indirectDiffuse;
}
#define RE_Direct				RE_Direct_Physical
#define RE_Direct_RectArea		RE_Direct_RectArea_Physical
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Physical
#define RE_IndirectSpecular		RE_IndirectSpecular_Physical
float computeSpecularOcclusion( const in float dotNV, const in float ambientOcclusion, const in float roughness ) {
	return saturate( pow( dotNV + ambientOcclusion, exp2( - 16.0 * roughness - 1.0 ) ) - 1.0 + ambientOcclusion );
}`,e0=`
vec3 geometryPosition = - vViewPosition;
vec3 geometryNormal = normal;
vec3 geometryViewDir = ( isOrthographic ) ? vec3( 0, 0, 1 ) : normalize( vViewPosition );
vec3 geometryClearcoatNormal = vec3( 0.0 );
#ifdef USE_CLEARCOAT
	geometryClearcoatNormal = clearcoatNormal;
#endif
#ifdef USE_IRIDESCENCE
	float dotNVi = saturate( dot( normal, geometryViewDir ) );
	if ( material.iridescenceThickness == 0.0 ) {
		material.iridescence = 0.0;
	} else {
		material.iridescence = saturate( material.iridescence );
	}
	if ( material.iridescence > 0.0 ) {
		vec3 iridescenceFresnelDielectric = evalIridescence( 1.0, material.iridescenceIOR, dotNVi, material.iridescenceThickness, material.specularColor );
		vec3 iridescenceFresnelMetallic = evalIridescence( 1.0, material.iridescenceIOR, dotNVi, material.iridescenceThickness, material.diffuseColor );
		material.iridescenceFresnel = mix( iridescenceFresnelDielectric, iridescenceFresnelMetallic, material.metalness );
		material.iridescenceF0Dielectric = Schlick_to_F0( iridescenceFresnelDielectric, 1.0, dotNVi );
		material.iridescenceF0Metallic = Schlick_to_F0( iridescenceFresnelMetallic, 1.0, dotNVi );
	}
#endif
#ifdef STANDARD
	float dotNVms = saturate( dot( geometryNormal, geometryViewDir ) );
	material.dfg = texture2D( dfgLUT, vec2( material.roughness, dotNVms ) ).rg;
	#if ( NUM_SUN_LIGHTS > 0 || NUM_DIR_LIGHTS > 0 || NUM_POINT_LIGHTS > 0 || NUM_SPOT_LIGHTS > 0 )
		float EssMs = material.dfg.x + material.dfg.y;
		material.multiScatteringCompensation = 1.0 + material.specularColorBlended * ( 1.0 / EssMs - 1.0 );
	#endif
#endif
IncidentLight directLight;
#if ( NUM_POINT_LIGHTS > 0 ) && defined( RE_Direct )
	PointLight pointLight;
	#if defined( USE_SHADOWMAP ) && NUM_POINT_LIGHT_SHADOWS > 0
	PointLightShadow pointLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_POINT_LIGHTS; i ++ ) {
		pointLight = pointLights[ i ];
		getPointLightInfo( pointLight, geometryPosition, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_POINT_LIGHT_SHADOWS ) && ( defined( SHADOWMAP_TYPE_PCF ) || defined( SHADOWMAP_TYPE_BASIC ) )
		pointLightShadow = pointLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getPointShadow( pointShadowMap[ i ], pointLightShadow.shadowMapSize, pointLightShadow.shadowIntensity, pointLightShadow.shadowBias, pointLightShadow.shadowRadius, vPointShadowCoord[ i ], pointLightShadow.shadowCameraNear, pointLightShadow.shadowCameraFar ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_SPOT_LIGHTS > 0 ) && defined( RE_Direct )
	SpotLight spotLight;
	vec4 spotColor;
	vec3 spotLightCoord;
	bool inSpotLightMap;
	#if defined( USE_SHADOWMAP ) && NUM_SPOT_LIGHT_SHADOWS > 0
	SpotLightShadow spotLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHTS; i ++ ) {
		spotLight = spotLights[ i ];
		getSpotLightInfo( spotLight, geometryPosition, directLight );
		#if ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS )
		#define SPOT_LIGHT_MAP_INDEX UNROLLED_LOOP_INDEX
		#elif ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
		#define SPOT_LIGHT_MAP_INDEX NUM_SPOT_LIGHT_MAPS
		#else
		#define SPOT_LIGHT_MAP_INDEX ( UNROLLED_LOOP_INDEX - NUM_SPOT_LIGHT_SHADOWS + NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS )
		#endif
		#if ( SPOT_LIGHT_MAP_INDEX < NUM_SPOT_LIGHT_MAPS )
			spotLightCoord = vSpotLightCoord[ i ].xyz / vSpotLightCoord[ i ].w;
			inSpotLightMap = all( lessThan( abs( spotLightCoord * 2. - 1. ), vec3( 1.0 ) ) );
			spotColor = texture2D( spotLightMap[ SPOT_LIGHT_MAP_INDEX ], spotLightCoord.xy );
			directLight.color = inSpotLightMap ? directLight.color * spotColor.rgb : directLight.color;
		#endif
		#undef SPOT_LIGHT_MAP_INDEX
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
		spotLightShadow = spotLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getShadow( spotShadowMap[ i ], spotLightShadow.shadowMapSize, spotLightShadow.shadowIntensity, spotLightShadow.shadowBias, spotLightShadow.shadowRadius, vSpotLightCoord[ i ] ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_SUN_LIGHTS > 0 ) && defined( RE_Direct )
	SunLight sunLight;
	#if defined( USE_SHADOWMAP ) && NUM_SUN_LIGHT_SHADOWS > 0
	SunLightShadow sunLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SUN_LIGHTS; i ++ ) {
		sunLight = sunLights[ i ];
		getSunLightInfo( sunLight, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_SUN_LIGHT_SHADOWS )
		sunLightShadow = sunLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getSunShadow( sunShadowMap[ i ], sunLightShadow, UNROLLED_LOOP_INDEX ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_DIR_LIGHTS > 0 ) && defined( RE_Direct )
	DirectionalLight directionalLight;
	#if defined( USE_SHADOWMAP ) && NUM_DIR_LIGHT_SHADOWS > 0
	DirectionalLightShadow directionalLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_DIR_LIGHTS; i ++ ) {
		directionalLight = directionalLights[ i ];
		getDirectionalLightInfo( directionalLight, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_DIR_LIGHT_SHADOWS )
		directionalLightShadow = directionalLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getShadow( directionalShadowMap[ i ], directionalLightShadow.shadowMapSize, directionalLightShadow.shadowIntensity, directionalLightShadow.shadowBias, directionalLightShadow.shadowRadius, vDirectionalShadowCoord[ i ] ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_RECT_AREA_LIGHTS > 0 ) && defined( RE_Direct_RectArea )
	RectAreaLight rectAreaLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_RECT_AREA_LIGHTS; i ++ ) {
		rectAreaLight = rectAreaLights[ i ];
		RE_Direct_RectArea( rectAreaLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if defined( RE_IndirectDiffuse )
	vec3 iblIrradiance = vec3( 0.0 );
	vec3 irradiance = getAmbientLightIrradiance( ambientLightColor );
	#if defined( USE_LIGHT_PROBES )
		irradiance += getLightProbeIrradiance( lightProbe, geometryNormal );
	#endif
	#if ( NUM_HEMI_LIGHTS > 0 )
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_HEMI_LIGHTS; i ++ ) {
			irradiance += getHemisphereLightIrradiance( hemisphereLights[ i ], geometryNormal );
		}
		#pragma unroll_loop_end
	#endif
	#if NUM_LIGHT_PROBE_GRIDS > 0
		vec3 probeWorldPos = ( ( vec4( geometryPosition, 1.0 ) - viewMatrix[ 3 ] ) * viewMatrix ).xyz;
		vec3 probeWorldNormal = transformNormalByInverseViewMatrix( geometryNormal, viewMatrix );
		int probeGrid = - 1;
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_LIGHT_PROBE_GRIDS; i ++ ) {
			if ( isInsideLightProbeGrid( probeWorldPos, probeWorldNormal, probesMin[ i ], probesMax[ i ], probesResolution[ i ] ) ) probeGrid = UNROLLED_LOOP_INDEX;
		}
		#pragma unroll_loop_end
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_LIGHT_PROBE_GRIDS; i ++ ) {
			if ( probeGrid == UNROLLED_LOOP_INDEX ) irradiance += getLightProbeGridIrradiance( probesSH[ i ], probesMin[ i ], probesMax[ i ], probesResolution[ i ], probeWorldPos, probeWorldNormal );
		}
		#pragma unroll_loop_end
	#endif
#endif
#if defined( RE_IndirectSpecular )
	vec3 radiance = vec3( 0.0 );
	vec3 clearcoatRadiance = vec3( 0.0 );
#endif`,t0=`#if defined( RE_IndirectDiffuse )
	#ifdef USE_LIGHTMAP
		vec4 lightMapTexel = texture2D( lightMap, vLightMapUv );
		vec3 lightMapIrradiance = lightMapTexel.rgb * lightMapIntensity;
		irradiance += lightMapIrradiance;
	#endif
	#if defined( USE_ENVMAP ) && defined( ENVMAP_TYPE_PMREM )
		#if defined( STANDARD ) || defined( LAMBERT ) || defined( PHONG )
			iblIrradiance += getIBLIrradiance( geometryNormal );
		#endif
	#endif
#endif
#if defined( USE_ENVMAP ) && defined( RE_IndirectSpecular )
	#ifdef USE_ANISOTROPY
		vec3 iblRadiance = getIBLAnisotropyRadiance( geometryViewDir, geometryNormal, material.roughness, material.anisotropyB, material.anisotropy );
	#else
		vec3 iblRadiance = getIBLRadiance( geometryViewDir, geometryNormal, material.roughness );
	#endif
	#ifdef USE_RETROREFLECTION
		#ifdef USE_ANISOTROPY
			vec3 retroIBLRadiance = getIBLAnisotropyRetroRadiance( geometryViewDir, geometryNormal, material.roughness, material.anisotropyB, material.anisotropy );
		#else
			vec3 retroIBLRadiance = getIBLRetroRadiance( geometryViewDir, geometryNormal, material.roughness );
		#endif
		iblRadiance = mix( iblRadiance, retroIBLRadiance, saturate( material.retroreflectivity ) );
	#endif
	radiance += iblRadiance;
	#ifdef USE_CLEARCOAT
		clearcoatRadiance += getIBLRadiance( geometryViewDir, geometryClearcoatNormal, material.clearcoatRoughness );
	#endif
#endif`,i0=`#if defined( RE_IndirectDiffuse )
	#if defined( LAMBERT ) || defined( PHONG )
		irradiance += iblIrradiance;
	#endif
	RE_IndirectDiffuse( irradiance, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
#endif
#if defined( RE_IndirectSpecular )
	RE_IndirectSpecular( radiance, iblIrradiance, clearcoatRadiance, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
#endif`,r0=`#if NUM_LIGHT_PROBE_GRIDS > 0
uniform highp sampler3D probesSH[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesMin[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesMax[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesResolution[ NUM_LIGHT_PROBE_GRIDS ];
bool isInsideLightProbeGrid( vec3 worldPos, vec3 worldNormal, vec3 probesMin, vec3 probesMax, vec3 probesResolution ) {
	vec3 spacing = ( probesMax - probesMin ) / probesResolution;
	vec3 samplePos = worldPos + worldNormal * spacing * 0.5;
	vec3 margin = spacing * 0.01;
	return all( greaterThanEqual( samplePos, probesMin - margin ) ) && all( lessThanEqual( samplePos, probesMax + margin ) );
}
vec3 getLightProbeGridIrradiance( highp sampler3D probesSH, vec3 probesMin, vec3 probesMax, vec3 probesResolution, vec3 worldPos, vec3 worldNormal ) {
	vec3 res = probesResolution;
	vec3 gridRange = probesMax - probesMin;
	vec3 probeSpacing = gridRange / res;
	vec3 samplePos = worldPos + worldNormal * probeSpacing * 0.5;
	vec3 uvw = clamp( ( samplePos - probesMin ) / gridRange, 0.5 / res, 1.0 - 0.5 / res );
	float nz          = res.z;
	float paddedSlices = nz + 2.0;
	float atlasDepth  = 7.0 * paddedSlices;
	float uvZBase     = uvw.z * nz + 1.0;
	vec4 s0 = texture( probesSH, vec3( uvw.xy, ( uvZBase                       ) / atlasDepth ) );
	vec4 s1 = texture( probesSH, vec3( uvw.xy, ( uvZBase +       paddedSlices   ) / atlasDepth ) );
	vec4 s2 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 2.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s3 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 3.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s4 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 4.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s5 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 5.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s6 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 6.0 * paddedSlices   ) / atlasDepth ) );
	vec3 c0 = s0.xyz;
	vec3 c1 = vec3( s0.w, s1.xy );
	vec3 c2 = vec3( s1.zw, s2.x );
	vec3 c3 = s2.yzw;
	vec3 c4 = s3.xyz;
	vec3 c5 = vec3( s3.w, s4.xy );
	vec3 c6 = vec3( s4.zw, s5.x );
	vec3 c7 = s5.yzw;
	vec3 c8 = s6.xyz;
	float x = worldNormal.x, y = worldNormal.y, z = worldNormal.z;
	vec3 result = c0 * 0.886227;
	result += c1 * 2.0 * 0.511664 * y;
	result += c2 * 2.0 * 0.511664 * z;
	result += c3 * 2.0 * 0.511664 * x;
	result += c4 * 2.0 * 0.429043 * x * y;
	result += c5 * 2.0 * 0.429043 * y * z;
	result += c6 * ( 0.743125 * z * z - 0.247708 );
	result += c7 * 2.0 * 0.429043 * x * z;
	result += c8 * 0.429043 * ( x * x - y * y );
	return max( result, vec3( 0.0 ) );
}
#endif`,a0=`#if defined( USE_LOGARITHMIC_DEPTH_BUFFER )
	gl_FragDepth = vIsPerspective == 0.0 ? gl_FragCoord.z : log2( vFragDepth ) * logDepthBufFC * 0.5;
#endif`,n0=`#if defined( USE_LOGARITHMIC_DEPTH_BUFFER )
	uniform float logDepthBufFC;
	varying float vFragDepth;
	varying float vIsPerspective;
#endif`,s0=`#ifdef USE_LOGARITHMIC_DEPTH_BUFFER
	varying float vFragDepth;
	varying float vIsPerspective;
#endif`,o0=`#ifdef USE_LOGARITHMIC_DEPTH_BUFFER
	vFragDepth = 1.0 + gl_Position.w;
	vIsPerspective = float( isPerspectiveMatrix( projectionMatrix ) );
#endif`,l0=`#ifdef USE_MAP
	vec4 sampledDiffuseColor = texture2D( map, vMapUv );
	#ifdef DECODE_VIDEO_TEXTURE
		sampledDiffuseColor = sRGBTransferEOTF( sampledDiffuseColor );
	#endif
	diffuseColor *= sampledDiffuseColor;
#endif`,h0=`#ifdef USE_MAP
	uniform sampler2D map;
#endif`,u0=`#if defined( USE_MAP ) || defined( USE_ALPHAMAP )
	#if defined( USE_POINTS_UV )
		vec2 uv = vUv;
	#else
		vec2 uv = ( uvTransform * vec3( gl_PointCoord.x, 1.0 - gl_PointCoord.y, 1 ) ).xy;
	#endif
#endif
#ifdef USE_MAP
	diffuseColor *= texture2D( map, uv );
#endif
#ifdef USE_ALPHAMAP
	diffuseColor.a *= texture2D( alphaMap, uv ).g;
#endif`,c0=`#if defined( USE_POINTS_UV )
	varying vec2 vUv;
#else
	#if defined( USE_MAP ) || defined( USE_ALPHAMAP )
		uniform mat3 uvTransform;
	#endif
#endif
#ifdef USE_MAP
	uniform sampler2D map;
#endif
#ifdef USE_ALPHAMAP
	uniform sampler2D alphaMap;
#endif`,d0=`float metalnessFactor = metalness;
#ifdef USE_METALNESSMAP
	vec4 texelMetalness = texture2D( metalnessMap, vMetalnessMapUv );
	metalnessFactor *= texelMetalness.b;
#endif`,p0=`#ifdef USE_METALNESSMAP
	uniform sampler2D metalnessMap;
#endif`,f0=`#ifdef USE_INSTANCING_MORPH
	float morphTargetInfluences[ MORPHTARGETS_COUNT ];
	float morphTargetBaseInfluence = texelFetch( morphTexture, ivec2( 0, gl_InstanceID ), 0 ).r;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		morphTargetInfluences[i] =  texelFetch( morphTexture, ivec2( i + 1, gl_InstanceID ), 0 ).r;
	}
#endif`,m0=`#if defined( USE_MORPHCOLORS )
	#if defined( USE_COLOR_ALPHA )
		vColor *= morphTargetBaseInfluence;
	#elif defined( USE_COLOR )
		vColor.rgb *= morphTargetBaseInfluence;
	#endif
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		#if defined( USE_COLOR_ALPHA )
			if ( morphTargetInfluences[ i ] != 0.0 ) vColor += getMorph( gl_VertexID, i, 2 ) * morphTargetInfluences[ i ];
		#elif defined( USE_COLOR )
			if ( morphTargetInfluences[ i ] != 0.0 ) vColor.rgb += getMorph( gl_VertexID, i, 2 ).rgb * morphTargetInfluences[ i ];
		#endif
	}
#endif`,g0=`#ifdef USE_MORPHNORMALS
	objectNormal *= morphTargetBaseInfluence;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		if ( morphTargetInfluences[ i ] != 0.0 ) objectNormal += getMorph( gl_VertexID, i, 1 ).xyz * morphTargetInfluences[ i ];
	}
#endif`,_0=`#ifdef USE_MORPHTARGETS
	#ifndef USE_INSTANCING_MORPH
		uniform float morphTargetBaseInfluence;
		uniform float morphTargetInfluences[ MORPHTARGETS_COUNT ];
	#endif
	uniform sampler2DArray morphTargetsTexture;
	uniform ivec2 morphTargetsTextureSize;
	vec4 getMorph( const in int vertexIndex, const in int morphTargetIndex, const in int offset ) {
		int texelIndex = vertexIndex * MORPHTARGETS_TEXTURE_STRIDE + offset;
		int y = texelIndex / morphTargetsTextureSize.x;
		int x = texelIndex - y * morphTargetsTextureSize.x;
		ivec3 morphUV = ivec3( x, y, morphTargetIndex );
		return texelFetch( morphTargetsTexture, morphUV, 0 );
	}
#endif`,v0=`#ifdef USE_MORPHTARGETS
	transformed *= morphTargetBaseInfluence;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		if ( morphTargetInfluences[ i ] != 0.0 ) transformed += getMorph( gl_VertexID, i, 0 ).xyz * morphTargetInfluences[ i ];
	}
#endif`,M0=`float faceDirection = gl_FrontFacing ? 1.0 : - 1.0;
#ifdef FLAT_SHADED
	vec3 fdx = dFdx( vViewPosition );
	vec3 fdy = dFdy( vViewPosition );
	vec3 normal = normalize( cross( fdx, fdy ) );
#else
	vec3 normal = normalize( vNormal );
	#ifdef DOUBLE_SIDED
		normal *= faceDirection;
	#endif
#endif
#if defined( USE_NORMALMAP_TANGENTSPACE ) || defined( USE_CLEARCOAT_NORMALMAP ) || defined( USE_ANISOTROPY )
	#ifdef USE_TANGENT
		mat3 tbn = mat3( normalize( vTangent ), normalize( vBitangent ), normal );
	#else
		mat3 tbn = getTangentFrame( - vViewPosition, normal,
		#if defined( USE_NORMALMAP )
			vNormalMapUv
		#elif defined( USE_CLEARCOAT_NORMALMAP )
			vClearcoatNormalMapUv
		#else
			vUv
		#endif
		);
	#endif
	#ifdef DOUBLE_SIDED
		tbn[0] *= faceDirection;
		tbn[1] *= faceDirection;
	#endif
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	#ifdef USE_TANGENT
		mat3 tbn2 = mat3( normalize( vTangent ), normalize( vBitangent ), normal );
	#else
		mat3 tbn2 = getTangentFrame( - vViewPosition, normal, vClearcoatNormalMapUv );
	#endif
	#ifdef DOUBLE_SIDED
		tbn2[0] *= faceDirection;
		tbn2[1] *= faceDirection;
	#endif
#endif
vec3 nonPerturbedNormal = normal;`,S0=`#ifdef USE_NORMALMAP_OBJECTSPACE
	normal = texture2D( normalMap, vNormalMapUv ).xyz * 2.0 - 1.0;
	#ifdef FLIP_SIDED
		normal = - normal;
	#endif
	#ifdef DOUBLE_SIDED
		normal = normal * faceDirection;
	#endif
	normal = normalize( normalMatrix * normal );
#elif defined( USE_NORMALMAP_TANGENTSPACE )
	vec3 mapN = texture2D( normalMap, vNormalMapUv ).xyz * 2.0 - 1.0;
	#if defined( USE_PACKED_NORMALMAP )
		mapN = vec3( mapN.xy, sqrt( saturate( 1.0 - dot( mapN.xy, mapN.xy ) ) ) );
	#endif
	mapN.xy *= normalScale;
	normal = normalize( tbn * mapN );
#elif defined( USE_BUMPMAP )
	normal = perturbNormalArb( - vViewPosition, normal, dHdxy_fwd(), faceDirection );
#endif`,y0=`#ifndef FLAT_SHADED
	varying vec3 vNormal;
	#ifdef USE_TANGENT
		varying vec3 vTangent;
		varying vec3 vBitangent;
	#endif
#endif`,x0=`#ifndef FLAT_SHADED
	varying vec3 vNormal;
	#ifdef USE_TANGENT
		varying vec3 vTangent;
		varying vec3 vBitangent;
	#endif
#endif`,E0=`#ifndef FLAT_SHADED
	vNormal = normalize( transformedNormal );
	#ifdef USE_TANGENT
		vTangent = normalize( transformedTangent );
		vBitangent = normalize( cross( vNormal, vTangent ) * tangent.w );
		#ifdef FLIP_SIDED
			vBitangent = - vBitangent;
		#endif
	#endif
#endif`,b0=`#ifdef USE_NORMALMAP
	uniform sampler2D normalMap;
	uniform vec2 normalScale;
#endif
#ifdef USE_NORMALMAP_OBJECTSPACE
	uniform mat3 normalMatrix;
#endif
#if ! defined ( USE_TANGENT ) && ( defined ( USE_NORMALMAP_TANGENTSPACE ) || defined ( USE_CLEARCOAT_NORMALMAP ) || defined( USE_ANISOTROPY ) )
	mat3 getTangentFrame( vec3 eye_pos, vec3 surf_norm, vec2 uv ) {
		vec3 q0 = dFdx( eye_pos.xyz );
		vec3 q1 = dFdy( eye_pos.xyz );
		vec2 st0 = dFdx( uv.st );
		vec2 st1 = dFdy( uv.st );
		vec3 N = surf_norm;
		vec3 q1perp = cross( q1, N );
		vec3 q0perp = cross( N, q0 );
		vec3 T = q1perp * st0.x + q0perp * st1.x;
		vec3 B = q1perp * st0.y + q0perp * st1.y;
		float det = max( dot( T, T ), dot( B, B ) );
		float scale = ( det == 0.0 ) ? 0.0 : inversesqrt( det );
		return mat3( T * scale, B * scale, N );
	}
#endif`,T0=`#ifdef USE_CLEARCOAT
	vec3 clearcoatNormal = nonPerturbedNormal;
#endif`,w0=`#ifdef USE_CLEARCOAT_NORMALMAP
	vec3 clearcoatMapN = texture2D( clearcoatNormalMap, vClearcoatNormalMapUv ).xyz * 2.0 - 1.0;
	clearcoatMapN.xy *= clearcoatNormalScale;
	clearcoatNormal = normalize( tbn2 * clearcoatMapN );
#endif`,A0=`#ifdef USE_CLEARCOATMAP
	uniform sampler2D clearcoatMap;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	uniform sampler2D clearcoatNormalMap;
	uniform vec2 clearcoatNormalScale;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	uniform sampler2D clearcoatRoughnessMap;
#endif`,R0=`#ifdef USE_IRIDESCENCEMAP
	uniform sampler2D iridescenceMap;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	uniform sampler2D iridescenceThicknessMap;
#endif`,C0=`#ifdef OPAQUE
diffuseColor.a = 1.0;
#endif
#ifdef USE_TRANSMISSION
diffuseColor.a *= material.transmissionAlpha;
#endif
gl_FragColor = vec4( outgoingLight, diffuseColor.a );`,L0=`vec3 packNormalToRGB( const in vec3 normal ) {
	return normalize( normal ) * 0.5 + 0.5;
}
vec3 unpackRGBToNormal( const in vec3 rgb ) {
	return 2.0 * rgb.xyz - 1.0;
}
const float PackUpscale = 256. / 255.;const float UnpackDownscale = 255. / 256.;const float ShiftRight8 = 1. / 256.;
const float Inv255 = 1. / 255.;
const vec4 PackFactors = vec4( 1.0, 256.0, 256.0 * 256.0, 256.0 * 256.0 * 256.0 );
const vec2 UnpackFactors2 = vec2( UnpackDownscale, 1.0 / PackFactors.g );
const vec3 UnpackFactors3 = vec3( UnpackDownscale / PackFactors.rg, 1.0 / PackFactors.b );
const vec4 UnpackFactors4 = vec4( UnpackDownscale / PackFactors.rgb, 1.0 / PackFactors.a );
vec4 packDepthToRGBA( const in float v ) {
	if( v <= 0.0 )
		return vec4( 0., 0., 0., 0. );
	if( v >= 1.0 )
		return vec4( 1., 1., 1., 1. );
	float vuf;
	float af = modf( v * PackFactors.a, vuf );
	float bf = modf( vuf * ShiftRight8, vuf );
	float gf = modf( vuf * ShiftRight8, vuf );
	return vec4( vuf * Inv255, gf * PackUpscale, bf * PackUpscale, af );
}
vec3 packDepthToRGB( const in float v ) {
	if( v <= 0.0 )
		return vec3( 0., 0., 0. );
	if( v >= 1.0 )
		return vec3( 1., 1., 1. );
	float vuf;
	float bf = modf( v * PackFactors.b, vuf );
	float gf = modf( vuf * ShiftRight8, vuf );
	return vec3( vuf * Inv255, gf * PackUpscale, bf );
}
vec2 packDepthToRG( const in float v ) {
	if( v <= 0.0 )
		return vec2( 0., 0. );
	if( v >= 1.0 )
		return vec2( 1., 1. );
	float vuf;
	float gf = modf( v * 256., vuf );
	return vec2( vuf * Inv255, gf );
}
float unpackRGBAToDepth( const in vec4 v ) {
	return dot( v, UnpackFactors4 );
}
float unpackRGBToDepth( const in vec3 v ) {
	return dot( v, UnpackFactors3 );
}
float unpackRGToDepth( const in vec2 v ) {
	return v.r * UnpackFactors2.r + v.g * UnpackFactors2.g;
}
vec4 pack2HalfToRGBA( const in vec2 v ) {
	vec4 r = vec4( v.x, fract( v.x * 255.0 ), v.y, fract( v.y * 255.0 ) );
	return vec4( r.x - r.y / 255.0, r.y, r.z - r.w / 255.0, r.w );
}
vec2 unpackRGBATo2Half( const in vec4 v ) {
	return vec2( v.x + ( v.y / 255.0 ), v.z + ( v.w / 255.0 ) );
}
float viewZToOrthographicDepth( const in float viewZ, const in float near, const in float far ) {
	return ( viewZ + near ) / ( near - far );
}
float orthographicDepthToViewZ( const in float depth, const in float near, const in float far ) {
	#ifdef USE_REVERSED_DEPTH_BUFFER
	
		return depth * ( far - near ) - far;
	#else
		return depth * ( near - far ) - near;
	#endif
}
float viewZToPerspectiveDepth( const in float viewZ, const in float near, const in float far ) {
	return ( ( near + viewZ ) * far ) / ( ( far - near ) * viewZ );
}
float perspectiveDepthToViewZ( const in float depth, const in float near, const in float far ) {
	
	#ifdef USE_REVERSED_DEPTH_BUFFER
		return ( near * far ) / ( ( near - far ) * depth - near );
	#else
		return ( near * far ) / ( ( far - near ) * depth - far );
	#endif
}`,P0=`#ifdef PREMULTIPLIED_ALPHA
	gl_FragColor.rgb *= gl_FragColor.a;
#endif`,N0=`vec4 mvPosition = vec4( transformed, 1.0 );
#ifdef USE_BATCHING
	mvPosition = batchingMatrix * mvPosition;
#endif
#ifdef USE_INSTANCING
	mvPosition = instanceMatrix * mvPosition;
#endif
mvPosition = modelViewMatrix * mvPosition;
gl_Position = projectionMatrix * mvPosition;`,D0=`#ifdef DITHERING
	gl_FragColor.rgb = dithering( gl_FragColor.rgb );
#endif`,I0=`#ifdef DITHERING
	vec3 dithering( vec3 color ) {
		float grid_position = rand( gl_FragCoord.xy );
		vec3 dither_shift_RGB = vec3( 0.25 / 255.0, -0.25 / 255.0, 0.25 / 255.0 );
		dither_shift_RGB = mix( 2.0 * dither_shift_RGB, -2.0 * dither_shift_RGB, grid_position );
		return color + dither_shift_RGB;
	}
#endif`,U0=`float roughnessFactor = roughness;
#ifdef USE_ROUGHNESSMAP
	vec4 texelRoughness = texture2D( roughnessMap, vRoughnessMapUv );
	roughnessFactor *= texelRoughness.g;
#endif`,O0=`#ifdef USE_ROUGHNESSMAP
	uniform sampler2D roughnessMap;
#endif`,F0=`#if NUM_SPOT_LIGHT_COORDS > 0
	varying vec4 vSpotLightCoord[ NUM_SPOT_LIGHT_COORDS ];
#endif
#if NUM_SPOT_LIGHT_MAPS > 0
	uniform sampler2D spotLightMap[ NUM_SPOT_LIGHT_MAPS ];
#endif
#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
		#define SUN_LIGHT_CASCADES 2
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow sunShadowMap[ NUM_SUN_LIGHT_SHADOWS ];
		#else
			uniform sampler2D sunShadowMap[ NUM_SUN_LIGHT_SHADOWS ];
		#endif
		uniform mat4 sunShadowMatrix[ NUM_SUN_LIGHT_SHADOWS * SUN_LIGHT_CASCADES ];
		uniform vec4 sunShadowCascade[ NUM_SUN_LIGHT_SHADOWS * SUN_LIGHT_CASCADES ];
		varying vec4 vSunShadowWorldPosition;
		varying vec3 vSunShadowWorldNormal;
		struct SunLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SunLightShadow sunLightShadows[ NUM_SUN_LIGHT_SHADOWS ];
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow directionalShadowMap[ NUM_DIR_LIGHT_SHADOWS ];
		#else
			uniform sampler2D directionalShadowMap[ NUM_DIR_LIGHT_SHADOWS ];
		#endif
		varying vec4 vDirectionalShadowCoord[ NUM_DIR_LIGHT_SHADOWS ];
		struct DirectionalLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform DirectionalLightShadow directionalLightShadows[ NUM_DIR_LIGHT_SHADOWS ];
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow spotShadowMap[ NUM_SPOT_LIGHT_SHADOWS ];
		#else
			uniform sampler2D spotShadowMap[ NUM_SPOT_LIGHT_SHADOWS ];
		#endif
		struct SpotLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SpotLightShadow spotLightShadows[ NUM_SPOT_LIGHT_SHADOWS ];
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform samplerCubeShadow pointShadowMap[ NUM_POINT_LIGHT_SHADOWS ];
		#elif defined( SHADOWMAP_TYPE_BASIC )
			uniform samplerCube pointShadowMap[ NUM_POINT_LIGHT_SHADOWS ];
		#endif
		varying vec4 vPointShadowCoord[ NUM_POINT_LIGHT_SHADOWS ];
		struct PointLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
			float shadowCameraNear;
			float shadowCameraFar;
		};
		uniform PointLightShadow pointLightShadows[ NUM_POINT_LIGHT_SHADOWS ];
	#endif
	#if defined( SHADOWMAP_TYPE_PCF )
		float interleavedGradientNoise( vec2 position ) {
			return fract( 52.9829189 * fract( dot( position, vec2( 0.06711056, 0.00583715 ) ) ) );
		}
		vec2 vogelDiskSample( int sampleIndex, int samplesCount, float phi ) {
			const float goldenAngle = 2.399963229728653;
			float r = sqrt( ( float( sampleIndex ) + 0.5 ) / float( samplesCount ) );
			float theta = float( sampleIndex ) * goldenAngle + phi;
			return vec2( cos( theta ), sin( theta ) ) * r;
		}
	#endif
	#if defined( SHADOWMAP_TYPE_PCF )
		float getShadow( sampler2DShadow shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				vec2 texelSize = vec2( 1.0 ) / shadowMapSize;
				vec2 radius = shadowRadius * texelSize;
				float phi = interleavedGradientNoise( gl_FragCoord.xy ) * PI2;
				shadow = (
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 0, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 1, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 2, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 3, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 4, 5, phi ) * radius, shadowCoord.z ) )
				) * 0.2;
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#elif defined( SHADOWMAP_TYPE_VSM )
		float getShadow( sampler2D shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				vec2 distribution = texture2D( shadowMap, shadowCoord.xy ).rg;
				float mean = distribution.x;
				float variance = distribution.y * distribution.y;
				#ifdef USE_REVERSED_DEPTH_BUFFER
					float hard_shadow = step( mean, shadowCoord.z );
				#else
					float hard_shadow = step( shadowCoord.z, mean );
				#endif
				
				if ( hard_shadow == 1.0 ) {
					shadow = 1.0;
				} else {
					variance = max( variance, 0.0000001 );
					float d = shadowCoord.z - mean;
					float p_max = variance / ( variance + d * d );
					p_max = clamp( ( p_max - 0.3 ) / 0.65, 0.0, 1.0 );
					shadow = max( hard_shadow, p_max );
				}
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#else
		float getShadow( sampler2D shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				float depth = texture2D( shadowMap, shadowCoord.xy ).r;
				#ifdef USE_REVERSED_DEPTH_BUFFER
					shadow = step( depth, shadowCoord.z );
				#else
					shadow = step( shadowCoord.z, depth );
				#endif
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#endif
	#if NUM_SUN_LIGHT_SHADOWS > 0
		float getSunShadow(
			#if defined( SHADOWMAP_TYPE_PCF )
				sampler2DShadow shadowMap,
			#else
				sampler2D shadowMap,
			#endif
			SunLightShadow sunLightShadow,
			int shadowIndex
		) {
			vec4 shadowWorldPosition = vec4( vSunShadowWorldPosition.xyz + vSunShadowWorldNormal * sunLightShadow.shadowNormalBias, 1.0 );
			float viewDepth = vSunShadowWorldPosition.w;
			int cascadeOffset = shadowIndex * SUN_LIGHT_CASCADES;
			float shadow = 1.0;
			for ( int i = SUN_LIGHT_CASCADES - 1; i >= 0; i -- ) {
				vec4 cascade = sunShadowCascade[ cascadeOffset + i ];
				if ( viewDepth >= cascade.x && viewDepth < cascade.y ) {
					float cascadeShadow = getShadow(
						shadowMap,
						sunLightShadow.shadowMapSize,
						sunLightShadow.shadowIntensity,
						sunLightShadow.shadowBias,
						sunLightShadow.shadowRadius,
						sunShadowMatrix[ cascadeOffset + i ] * shadowWorldPosition
					);
					shadow = mix( cascadeShadow, shadow, smoothstep( cascade.z, cascade.y, viewDepth ) );
				}
			}
			return shadow;
		}
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
	#if defined( SHADOWMAP_TYPE_PCF )
	float getPointShadow( samplerCubeShadow shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord, float shadowCameraNear, float shadowCameraFar ) {
		float shadow = 1.0;
		vec3 lightToPosition = shadowCoord.xyz;
		vec3 bd3D = normalize( lightToPosition );
		vec3 absVec = abs( lightToPosition );
		float viewSpaceZ = max( max( absVec.x, absVec.y ), absVec.z );
		if ( viewSpaceZ - shadowCameraFar <= 0.0 && viewSpaceZ - shadowCameraNear >= 0.0 ) {
			float lightDistance = length( lightToPosition );
			float depthRange = shadowCameraFar - shadowCameraNear;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				float depthA = - shadowCameraNear / depthRange - shadowBias;
				float depthB = shadowCameraNear * shadowCameraFar / ( depthRange * lightDistance );
			#else
				float depthA = shadowCameraFar / depthRange + shadowBias;
				float depthB = - shadowCameraNear * shadowCameraFar / ( depthRange * lightDistance );
			#endif
			float texelSize = shadowRadius / shadowMapSize.x;
			vec3 absDir = abs( bd3D );
			vec3 tangent = absDir.x > absDir.z ? vec3( 0.0, 1.0, 0.0 ) : vec3( 1.0, 0.0, 0.0 );
			tangent = normalize( cross( bd3D, tangent ) );
			vec3 bitangent = cross( bd3D, tangent );
			float phi = interleavedGradientNoise( gl_FragCoord.xy ) * PI2;
			shadow = 0.0;
			for ( int i = 0; i < 5; i ++ ) {
				vec2 offset = vogelDiskSample( i, 5, phi );
				vec3 direction = bd3D + ( tangent * offset.x + bitangent * offset.y ) * texelSize;
				vec3 absDirection = abs( direction );
				float dp = depthA + depthB / max( max( absDirection.x, absDirection.y ), absDirection.z );
				shadow += texture( shadowMap, vec4( direction, dp ) );
			}
			shadow *= 0.2;
		}
		return mix( 1.0, shadow, shadowIntensity );
	}
	#elif defined( SHADOWMAP_TYPE_BASIC )
	float getPointShadow( samplerCube shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord, float shadowCameraNear, float shadowCameraFar ) {
		float shadow = 1.0;
		vec3 lightToPosition = shadowCoord.xyz;
		vec3 absVec = abs( lightToPosition );
		float viewSpaceZ = max( max( absVec.x, absVec.y ), absVec.z );
		if ( viewSpaceZ - shadowCameraFar <= 0.0 && viewSpaceZ - shadowCameraNear >= 0.0 ) {
			float dp = ( shadowCameraFar * ( viewSpaceZ - shadowCameraNear ) ) / ( viewSpaceZ * ( shadowCameraFar - shadowCameraNear ) );
			dp += shadowBias;
			vec3 bd3D = normalize( lightToPosition );
			float depth = textureCube( shadowMap, bd3D ).r;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				depth = 1.0 - depth;
			#endif
			shadow = step( dp, depth );
		}
		return mix( 1.0, shadow, shadowIntensity );
	}
	#endif
	#endif
#endif`,B0=`#if NUM_SPOT_LIGHT_COORDS > 0
	uniform mat4 spotLightMatrix[ NUM_SPOT_LIGHT_COORDS ];
	varying vec4 vSpotLightCoord[ NUM_SPOT_LIGHT_COORDS ];
#endif
#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
		varying vec4 vSunShadowWorldPosition;
		varying vec3 vSunShadowWorldNormal;
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		uniform mat4 directionalShadowMatrix[ NUM_DIR_LIGHT_SHADOWS ];
		varying vec4 vDirectionalShadowCoord[ NUM_DIR_LIGHT_SHADOWS ];
		struct DirectionalLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform DirectionalLightShadow directionalLightShadows[ NUM_DIR_LIGHT_SHADOWS ];
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
		struct SpotLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SpotLightShadow spotLightShadows[ NUM_SPOT_LIGHT_SHADOWS ];
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		uniform mat4 pointShadowMatrix[ NUM_POINT_LIGHT_SHADOWS ];
		varying vec4 vPointShadowCoord[ NUM_POINT_LIGHT_SHADOWS ];
		struct PointLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
			float shadowCameraNear;
			float shadowCameraFar;
		};
		uniform PointLightShadow pointLightShadows[ NUM_POINT_LIGHT_SHADOWS ];
	#endif
#endif`,z0=`#if ( defined( USE_SHADOWMAP ) && ( NUM_DIR_LIGHT_SHADOWS > 0 || NUM_SUN_LIGHT_SHADOWS > 0 || NUM_POINT_LIGHT_SHADOWS > 0 ) ) || ( NUM_SPOT_LIGHT_COORDS > 0 )
	#ifdef HAS_NORMAL
		vec3 shadowWorldNormal = transformNormalByInverseViewMatrix( transformedNormal, viewMatrix );
	#else
		vec3 shadowWorldNormal = vec3( 0.0 );
	#endif
	vec4 shadowWorldPosition;
#endif
#if defined( USE_SHADOWMAP )
	#if NUM_SUN_LIGHT_SHADOWS > 0
		vSunShadowWorldPosition = vec4( worldPosition.xyz, - mvPosition.z );
		vSunShadowWorldNormal = shadowWorldNormal;
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_DIR_LIGHT_SHADOWS; i ++ ) {
			shadowWorldPosition = worldPosition + vec4( shadowWorldNormal * directionalLightShadows[ i ].shadowNormalBias, 0 );
			vDirectionalShadowCoord[ i ] = directionalShadowMatrix[ i ] * shadowWorldPosition;
		}
		#pragma unroll_loop_end
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_POINT_LIGHT_SHADOWS; i ++ ) {
			shadowWorldPosition = worldPosition + vec4( shadowWorldNormal * pointLightShadows[ i ].shadowNormalBias, 0 );
			vPointShadowCoord[ i ] = pointShadowMatrix[ i ] * shadowWorldPosition;
		}
		#pragma unroll_loop_end
	#endif
#endif
#if NUM_SPOT_LIGHT_COORDS > 0
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHT_COORDS; i ++ ) {
		shadowWorldPosition = worldPosition;
		#if ( defined( USE_SHADOWMAP ) && UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
			shadowWorldPosition.xyz += shadowWorldNormal * spotLightShadows[ i ].shadowNormalBias;
		#endif
		vSpotLightCoord[ i ] = spotLightMatrix[ i ] * shadowWorldPosition;
	}
	#pragma unroll_loop_end
#endif`,H0=`float getShadowMask() {
	float shadow = 1.0;
	#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
	SunLightShadow sunLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SUN_LIGHT_SHADOWS; i ++ ) {
		sunLight = sunLightShadows[ i ];
		shadow *= receiveShadow ? getSunShadow( sunShadowMap[ i ], sunLight, UNROLLED_LOOP_INDEX ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
	DirectionalLightShadow directionalLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_DIR_LIGHT_SHADOWS; i ++ ) {
		directionalLight = directionalLightShadows[ i ];
		shadow *= receiveShadow ? getShadow( directionalShadowMap[ i ], directionalLight.shadowMapSize, directionalLight.shadowIntensity, directionalLight.shadowBias, directionalLight.shadowRadius, vDirectionalShadowCoord[ i ] ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
	SpotLightShadow spotLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHT_SHADOWS; i ++ ) {
		spotLight = spotLightShadows[ i ];
		shadow *= receiveShadow ? getShadow( spotShadowMap[ i ], spotLight.shadowMapSize, spotLight.shadowIntensity, spotLight.shadowBias, spotLight.shadowRadius, vSpotLightCoord[ i ] ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0 && ( defined( SHADOWMAP_TYPE_PCF ) || defined( SHADOWMAP_TYPE_BASIC ) )
	PointLightShadow pointLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_POINT_LIGHT_SHADOWS; i ++ ) {
		pointLight = pointLightShadows[ i ];
		shadow *= receiveShadow ? getPointShadow( pointShadowMap[ i ], pointLight.shadowMapSize, pointLight.shadowIntensity, pointLight.shadowBias, pointLight.shadowRadius, vPointShadowCoord[ i ], pointLight.shadowCameraNear, pointLight.shadowCameraFar ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#endif
	return shadow;
}`,V0=`#ifdef USE_SKINNING
	mat4 boneMatX = getBoneMatrix( skinIndex.x );
	mat4 boneMatY = getBoneMatrix( skinIndex.y );
	mat4 boneMatZ = getBoneMatrix( skinIndex.z );
	mat4 boneMatW = getBoneMatrix( skinIndex.w );
#endif`,k0=`#ifdef USE_SKINNING
	uniform mat4 bindMatrix;
	uniform mat4 bindMatrixInverse;
	uniform highp sampler2D boneTexture;
	mat4 getBoneMatrix( const in float i ) {
		int size = textureSize( boneTexture, 0 ).x;
		int j = int( i ) * 4;
		int x = j % size;
		int y = j / size;
		vec4 v1 = texelFetch( boneTexture, ivec2( x, y ), 0 );
		vec4 v2 = texelFetch( boneTexture, ivec2( x + 1, y ), 0 );
		vec4 v3 = texelFetch( boneTexture, ivec2( x + 2, y ), 0 );
		vec4 v4 = texelFetch( boneTexture, ivec2( x + 3, y ), 0 );
		return mat4( v1, v2, v3, v4 );
	}
#endif`,G0=`#ifdef USE_SKINNING
	vec4 skinVertex = bindMatrix * vec4( transformed, 1.0 );
	vec4 skinned = vec4( 0.0 );
	skinned += boneMatX * skinVertex * skinWeight.x;
	skinned += boneMatY * skinVertex * skinWeight.y;
	skinned += boneMatZ * skinVertex * skinWeight.z;
	skinned += boneMatW * skinVertex * skinWeight.w;
	transformed = ( bindMatrixInverse * skinned ).xyz;
#endif`,W0=`#ifdef USE_SKINNING
	mat4 skinMatrix = mat4( 0.0 );
	skinMatrix += skinWeight.x * boneMatX;
	skinMatrix += skinWeight.y * boneMatY;
	skinMatrix += skinWeight.z * boneMatZ;
	skinMatrix += skinWeight.w * boneMatW;
	skinMatrix = bindMatrixInverse * skinMatrix * bindMatrix;
	objectNormal = vec4( skinMatrix * vec4( objectNormal, 0.0 ) ).xyz;
	#ifdef USE_TANGENT
		objectTangent = vec4( skinMatrix * vec4( objectTangent, 0.0 ) ).xyz;
	#endif
#endif`,X0=`float specularStrength;
#ifdef USE_SPECULARMAP
	vec4 texelSpecular = texture2D( specularMap, vSpecularMapUv );
	specularStrength = texelSpecular.r;
#else
	specularStrength = 1.0;
#endif`,j0=`#ifdef USE_SPECULARMAP
	uniform sampler2D specularMap;
#endif`,Y0=`#if defined( TONE_MAPPING )
	gl_FragColor.rgb = toneMapping( gl_FragColor.rgb );
#endif`,q0=`#ifndef saturate
#define saturate( a ) clamp( a, 0.0, 1.0 )
#endif
uniform float toneMappingExposure;
vec3 LinearToneMapping( vec3 color ) {
	return saturate( toneMappingExposure * color );
}
vec3 ReinhardToneMapping( vec3 color ) {
	color *= toneMappingExposure;
	return saturate( color / ( vec3( 1.0 ) + color ) );
}
vec3 CineonToneMapping( vec3 color ) {
	color *= toneMappingExposure;
	color = max( vec3( 0.0 ), color - 0.004 );
	return pow( ( color * ( 6.2 * color + 0.5 ) ) / ( color * ( 6.2 * color + 1.7 ) + 0.06 ), vec3( 2.2 ) );
}
vec3 RRTAndODTFit( vec3 v ) {
	vec3 a = v * ( v + 0.0245786 ) - 0.000090537;
	vec3 b = v * ( 0.983729 * v + 0.4329510 ) + 0.238081;
	return a / b;
}
vec3 ACESFilmicToneMapping( vec3 color ) {
	const mat3 ACESInputMat = mat3(
		vec3( 0.59719, 0.07600, 0.02840 ),		vec3( 0.35458, 0.90834, 0.13383 ),
		vec3( 0.04823, 0.01566, 0.83777 )
	);
	const mat3 ACESOutputMat = mat3(
		vec3(  1.60475, -0.10208, -0.00327 ),		vec3( -0.53108,  1.10813, -0.07276 ),
		vec3( -0.07367, -0.00605,  1.07602 )
	);
	color *= toneMappingExposure / 0.6;
	color = ACESInputMat * color;
	color = RRTAndODTFit( color );
	color = ACESOutputMat * color;
	return saturate( color );
}
const mat3 LINEAR_REC2020_TO_LINEAR_SRGB = mat3(
	vec3( 1.6605, - 0.1246, - 0.0182 ),
	vec3( - 0.5876, 1.1329, - 0.1006 ),
	vec3( - 0.0728, - 0.0083, 1.1187 )
);
const mat3 LINEAR_SRGB_TO_LINEAR_REC2020 = mat3(
	vec3( 0.6274, 0.0691, 0.0164 ),
	vec3( 0.3293, 0.9195, 0.0880 ),
	vec3( 0.0433, 0.0113, 0.8956 )
);
vec3 agxDefaultContrastApprox( vec3 x ) {
	vec3 x2 = x * x;
	vec3 x4 = x2 * x2;
	return + 15.5 * x4 * x2
		- 40.14 * x4 * x
		+ 31.96 * x4
		- 6.868 * x2 * x
		+ 0.4298 * x2
		+ 0.1191 * x
		- 0.00232;
}
vec3 AgXToneMapping( vec3 color ) {
	const mat3 AgXInsetMatrix = mat3(
		vec3( 0.856627153315983, 0.137318972929847, 0.11189821299995 ),
		vec3( 0.0951212405381588, 0.761241990602591, 0.0767994186031903 ),
		vec3( 0.0482516061458583, 0.101439036467562, 0.811302368396859 )
	);
	const mat3 AgXOutsetMatrix = mat3(
		vec3( 1.1271005818144368, - 0.1413297634984383, - 0.14132976349843826 ),
		vec3( - 0.11060664309660323, 1.157823702216272, - 0.11060664309660294 ),
		vec3( - 0.016493938717834573, - 0.016493938717834257, 1.2519364065950405 )
	);
	const float AgxMinEv = - 12.47393;	const float AgxMaxEv = 4.026069;
	color *= toneMappingExposure;
	color = LINEAR_SRGB_TO_LINEAR_REC2020 * color;
	color = AgXInsetMatrix * color;
	color = max( color, 1e-10 );	color = log2( color );
	color = ( color - AgxMinEv ) / ( AgxMaxEv - AgxMinEv );
	color = clamp( color, 0.0, 1.0 );
	color = agxDefaultContrastApprox( color );
	color = AgXOutsetMatrix * color;
	color = pow( max( vec3( 0.0 ), color ), vec3( 2.2 ) );
	color = LINEAR_REC2020_TO_LINEAR_SRGB * color;
	color = clamp( color, 0.0, 1.0 );
	return color;
}
vec3 NeutralToneMapping( vec3 color ) {
	const float StartCompression = 0.8 - 0.04;
	const float Desaturation = 0.15;
	color *= toneMappingExposure;
	float x = min( color.r, min( color.g, color.b ) );
	float offset = x < 0.08 ? x - 6.25 * x * x : 0.04;
	color -= offset;
	float peak = max( color.r, max( color.g, color.b ) );
	if ( peak < StartCompression ) return color;
	float d = 1. - StartCompression;
	float newPeak = 1. - d * d / ( peak + d - StartCompression );
	color *= newPeak / peak;
	float g = 1. - 1. / ( Desaturation * ( peak - newPeak ) + 1. );
	return mix( color, vec3( newPeak ), g );
}
vec3 CustomToneMapping( vec3 color ) { return color; }`,K0=`#ifdef USE_TRANSMISSION
	material.transmission = transmission;
	material.transmissionAlpha = 1.0;
	material.thickness = thickness;
	material.attenuationDistance = attenuationDistance;
	material.attenuationColor = attenuationColor;
	#ifdef USE_TRANSMISSIONMAP
		material.transmission *= texture2D( transmissionMap, vTransmissionMapUv ).r;
	#endif
	#ifdef USE_THICKNESSMAP
		material.thickness *= texture2D( thicknessMap, vThicknessMapUv ).g;
	#endif
	vec3 pos = vWorldPosition;
	vec3 v = normalize( cameraPosition - pos );
	vec3 n = transformNormalByInverseViewMatrix( normal, viewMatrix );
	vec4 transmitted = getIBLVolumeRefraction(
		n, v, material.roughness, material.diffuseContribution, material.specularColorBlended, material.specularF90,
		pos, modelMatrix, viewMatrix, projectionMatrix, material.dispersion, material.ior, material.thickness,
		material.attenuationColor, material.attenuationDistance );
	material.transmissionAlpha = mix( material.transmissionAlpha, transmitted.a, material.transmission );
	totalDiffuse = mix( totalDiffuse, transmitted.rgb, material.transmission );
#endif`,Z0=`#ifdef USE_TRANSMISSION
	uniform float transmission;
	uniform float thickness;
	uniform float attenuationDistance;
	uniform vec3 attenuationColor;
	#ifdef USE_TRANSMISSIONMAP
		uniform sampler2D transmissionMap;
	#endif
	#ifdef USE_THICKNESSMAP
		uniform sampler2D thicknessMap;
	#endif
	uniform vec2 transmissionSamplerSize;
	uniform sampler2D transmissionSamplerMap;
	uniform mat4 modelMatrix;
	uniform mat4 projectionMatrix;
	varying vec3 vWorldPosition;
	float w0( float a ) {
		return ( 1.0 / 6.0 ) * ( a * ( a * ( - a + 3.0 ) - 3.0 ) + 1.0 );
	}
	float w1( float a ) {
		return ( 1.0 / 6.0 ) * ( a *  a * ( 3.0 * a - 6.0 ) + 4.0 );
	}
	float w2( float a ){
		return ( 1.0 / 6.0 ) * ( a * ( a * ( - 3.0 * a + 3.0 ) + 3.0 ) + 1.0 );
	}
	float w3( float a ) {
		return ( 1.0 / 6.0 ) * ( a * a * a );
	}
	float g0( float a ) {
		return w0( a ) + w1( a );
	}
	float g1( float a ) {
		return w2( a ) + w3( a );
	}
	float h0( float a ) {
		return - 1.0 + w1( a ) / ( w0( a ) + w1( a ) );
	}
	float h1( float a ) {
		return 1.0 + w3( a ) / ( w2( a ) + w3( a ) );
	}
	vec4 bicubic( sampler2D tex, vec2 uv, vec4 texelSize, float lod ) {
		uv = uv * texelSize.zw + 0.5;
		vec2 iuv = floor( uv );
		vec2 fuv = fract( uv );
		float g0x = g0( fuv.x );
		float g1x = g1( fuv.x );
		float h0x = h0( fuv.x );
		float h1x = h1( fuv.x );
		float h0y = h0( fuv.y );
		float h1y = h1( fuv.y );
		vec2 p0 = ( vec2( iuv.x + h0x, iuv.y + h0y ) - 0.5 ) * texelSize.xy;
		vec2 p1 = ( vec2( iuv.x + h1x, iuv.y + h0y ) - 0.5 ) * texelSize.xy;
		vec2 p2 = ( vec2( iuv.x + h0x, iuv.y + h1y ) - 0.5 ) * texelSize.xy;
		vec2 p3 = ( vec2( iuv.x + h1x, iuv.y + h1y ) - 0.5 ) * texelSize.xy;
		return g0( fuv.y ) * ( g0x * textureLod( tex, p0, lod ) + g1x * textureLod( tex, p1, lod ) ) +
			g1( fuv.y ) * ( g0x * textureLod( tex, p2, lod ) + g1x * textureLod( tex, p3, lod ) );
	}
	vec4 textureBicubic( sampler2D sampler, vec2 uv, float lod ) {
		vec2 fLodSize = vec2( textureSize( sampler, int( lod ) ) );
		vec2 cLodSize = vec2( textureSize( sampler, int( lod + 1.0 ) ) );
		vec2 fLodSizeInv = 1.0 / fLodSize;
		vec2 cLodSizeInv = 1.0 / cLodSize;
		vec4 fSample = bicubic( sampler, uv, vec4( fLodSizeInv, fLodSize ), floor( lod ) );
		vec4 cSample = bicubic( sampler, uv, vec4( cLodSizeInv, cLodSize ), ceil( lod ) );
		return mix( fSample, cSample, fract( lod ) );
	}
	vec3 getVolumeTransmissionRay( const in vec3 n, const in vec3 v, const in float thickness, const in float ior, const in mat4 modelMatrix ) {
		vec3 refractionVector = refract( - v, normalize( n ), 1.0 / ior );
		vec3 modelScale;
		modelScale.x = length( vec3( modelMatrix[ 0 ].xyz ) );
		modelScale.y = length( vec3( modelMatrix[ 1 ].xyz ) );
		modelScale.z = length( vec3( modelMatrix[ 2 ].xyz ) );
		return normalize( refractionVector ) * thickness * modelScale;
	}
	float applyIorToRoughness( const in float roughness, const in float ior ) {
		return roughness * clamp( ior * 2.0 - 2.0, 0.0, 1.0 );
	}
	vec4 getTransmissionSample( const in vec2 fragCoord, const in float roughness, const in float ior ) {
		float lod = log2( transmissionSamplerSize.x ) * applyIorToRoughness( roughness, ior );
		return textureBicubic( transmissionSamplerMap, fragCoord.xy, lod );
	}
	vec3 volumeAttenuation( const in float transmissionDistance, const in vec3 attenuationColor, const in float attenuationDistance ) {
		if ( isinf( attenuationDistance ) ) {
			return vec3( 1.0 );
		} else {
			vec3 attenuationCoefficient = -log( attenuationColor ) / attenuationDistance;
			vec3 transmittance = exp( - attenuationCoefficient * transmissionDistance );			return transmittance;
		}
	}
	vec4 getIBLVolumeRefraction( const in vec3 n, const in vec3 v, const in float roughness, const in vec3 diffuseColor,
		const in vec3 specularColor, const in float specularF90, const in vec3 position, const in mat4 modelMatrix,
		const in mat4 viewMatrix, const in mat4 projMatrix, const in float dispersion, const in float ior, const in float thickness,
		const in vec3 attenuationColor, const in float attenuationDistance ) {
		vec4 transmittedLight;
		vec3 transmittance;
		#ifdef USE_DISPERSION
			float halfSpread = ( ior - 1.0 ) * 0.025 * dispersion;
			vec3 iors = vec3( ior - halfSpread, ior, ior + halfSpread );
			for ( int i = 0; i < 3; i ++ ) {
				vec3 transmissionRay = getVolumeTransmissionRay( n, v, thickness, iors[ i ], modelMatrix );
				vec3 refractedRayExit = position + transmissionRay;
				vec4 ndcPos = projMatrix * viewMatrix * vec4( refractedRayExit, 1.0 );
				vec2 refractionCoords = ndcPos.xy / ndcPos.w;
				refractionCoords += 1.0;
				refractionCoords /= 2.0;
				vec4 transmissionSample = getTransmissionSample( refractionCoords, roughness, iors[ i ] );
				transmittedLight[ i ] = transmissionSample[ i ];
				transmittedLight.a += transmissionSample.a;
				transmittance[ i ] = diffuseColor[ i ] * volumeAttenuation( length( transmissionRay ), attenuationColor, attenuationDistance )[ i ];
			}
			transmittedLight.a /= 3.0;
		#else
			vec3 transmissionRay = getVolumeTransmissionRay( n, v, thickness, ior, modelMatrix );
			vec3 refractedRayExit = position + transmissionRay;
			vec4 ndcPos = projMatrix * viewMatrix * vec4( refractedRayExit, 1.0 );
			vec2 refractionCoords = ndcPos.xy / ndcPos.w;
			refractionCoords += 1.0;
			refractionCoords /= 2.0;
			transmittedLight = getTransmissionSample( refractionCoords, roughness, ior );
			transmittance = diffuseColor * volumeAttenuation( length( transmissionRay ), attenuationColor, attenuationDistance );
		#endif
		vec3 attenuatedColor = transmittance * transmittedLight.rgb;
		vec3 F = EnvironmentBRDF( n, v, specularColor, specularF90, roughness );
		float transmittanceFactor = ( transmittance.r + transmittance.g + transmittance.b ) / 3.0;
		return vec4( ( 1.0 - F ) * attenuatedColor, 1.0 - ( 1.0 - transmittedLight.a ) * transmittanceFactor );
	}
#endif`,$0=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	varying vec2 vUv;
#endif
#ifdef USE_MAP
	varying vec2 vMapUv;
#endif
#ifdef USE_ALPHAMAP
	varying vec2 vAlphaMapUv;
#endif
#ifdef USE_LIGHTMAP
	varying vec2 vLightMapUv;
#endif
#ifdef USE_AOMAP
	varying vec2 vAoMapUv;
#endif
#ifdef USE_BUMPMAP
	varying vec2 vBumpMapUv;
#endif
#ifdef USE_NORMALMAP
	varying vec2 vNormalMapUv;
#endif
#ifdef USE_EMISSIVEMAP
	varying vec2 vEmissiveMapUv;
#endif
#ifdef USE_METALNESSMAP
	varying vec2 vMetalnessMapUv;
#endif
#ifdef USE_ROUGHNESSMAP
	varying vec2 vRoughnessMapUv;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	varying vec2 vDiffuseRoughnessMapUv;
#endif
#ifdef USE_ANISOTROPYMAP
	varying vec2 vAnisotropyMapUv;
#endif
#ifdef USE_CLEARCOATMAP
	varying vec2 vClearcoatMapUv;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	varying vec2 vClearcoatNormalMapUv;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	varying vec2 vClearcoatRoughnessMapUv;
#endif
#ifdef USE_IRIDESCENCEMAP
	varying vec2 vIridescenceMapUv;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	varying vec2 vIridescenceThicknessMapUv;
#endif
#ifdef USE_SHEEN_COLORMAP
	varying vec2 vSheenColorMapUv;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	varying vec2 vSheenRoughnessMapUv;
#endif
#ifdef USE_SPECULARMAP
	varying vec2 vSpecularMapUv;
#endif
#ifdef USE_SPECULAR_COLORMAP
	varying vec2 vSpecularColorMapUv;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	varying vec2 vSpecularIntensityMapUv;
#endif
#ifdef USE_TRANSMISSIONMAP
	uniform mat3 transmissionMapTransform;
	varying vec2 vTransmissionMapUv;
#endif
#ifdef USE_THICKNESSMAP
	uniform mat3 thicknessMapTransform;
	varying vec2 vThicknessMapUv;
#endif`,J0=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	varying vec2 vUv;
#endif
#ifdef USE_MAP
	uniform mat3 mapTransform;
	varying vec2 vMapUv;
#endif
#ifdef USE_ALPHAMAP
	uniform mat3 alphaMapTransform;
	varying vec2 vAlphaMapUv;
#endif
#ifdef USE_LIGHTMAP
	uniform mat3 lightMapTransform;
	varying vec2 vLightMapUv;
#endif
#ifdef USE_AOMAP
	uniform mat3 aoMapTransform;
	varying vec2 vAoMapUv;
#endif
#ifdef USE_BUMPMAP
	uniform mat3 bumpMapTransform;
	varying vec2 vBumpMapUv;
#endif
#ifdef USE_NORMALMAP
	uniform mat3 normalMapTransform;
	varying vec2 vNormalMapUv;
#endif
#ifdef USE_DISPLACEMENTMAP
	uniform mat3 displacementMapTransform;
	varying vec2 vDisplacementMapUv;
#endif
#ifdef USE_EMISSIVEMAP
	uniform mat3 emissiveMapTransform;
	varying vec2 vEmissiveMapUv;
#endif
#ifdef USE_METALNESSMAP
	uniform mat3 metalnessMapTransform;
	varying vec2 vMetalnessMapUv;
#endif
#ifdef USE_ROUGHNESSMAP
	uniform mat3 roughnessMapTransform;
	varying vec2 vRoughnessMapUv;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	uniform mat3 diffuseRoughnessMapTransform;
	varying vec2 vDiffuseRoughnessMapUv;
#endif
#ifdef USE_ANISOTROPYMAP
	uniform mat3 anisotropyMapTransform;
	varying vec2 vAnisotropyMapUv;
#endif
#ifdef USE_CLEARCOATMAP
	uniform mat3 clearcoatMapTransform;
	varying vec2 vClearcoatMapUv;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	uniform mat3 clearcoatNormalMapTransform;
	varying vec2 vClearcoatNormalMapUv;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	uniform mat3 clearcoatRoughnessMapTransform;
	varying vec2 vClearcoatRoughnessMapUv;
#endif
#ifdef USE_SHEEN_COLORMAP
	uniform mat3 sheenColorMapTransform;
	varying vec2 vSheenColorMapUv;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	uniform mat3 sheenRoughnessMapTransform;
	varying vec2 vSheenRoughnessMapUv;
#endif
#ifdef USE_IRIDESCENCEMAP
	uniform mat3 iridescenceMapTransform;
	varying vec2 vIridescenceMapUv;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	uniform mat3 iridescenceThicknessMapTransform;
	varying vec2 vIridescenceThicknessMapUv;
#endif
#ifdef USE_SPECULARMAP
	uniform mat3 specularMapTransform;
	varying vec2 vSpecularMapUv;
#endif
#ifdef USE_SPECULAR_COLORMAP
	uniform mat3 specularColorMapTransform;
	varying vec2 vSpecularColorMapUv;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	uniform mat3 specularIntensityMapTransform;
	varying vec2 vSpecularIntensityMapUv;
#endif
#ifdef USE_TRANSMISSIONMAP
	uniform mat3 transmissionMapTransform;
	varying vec2 vTransmissionMapUv;
#endif
#ifdef USE_THICKNESSMAP
	uniform mat3 thicknessMapTransform;
	varying vec2 vThicknessMapUv;
#endif`,Q0=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	vUv = vec3( uv, 1 ).xy;
#endif
#ifdef USE_MAP
	vMapUv = ( mapTransform * vec3( MAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ALPHAMAP
	vAlphaMapUv = ( alphaMapTransform * vec3( ALPHAMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_LIGHTMAP
	vLightMapUv = ( lightMapTransform * vec3( LIGHTMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_AOMAP
	vAoMapUv = ( aoMapTransform * vec3( AOMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_BUMPMAP
	vBumpMapUv = ( bumpMapTransform * vec3( BUMPMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_NORMALMAP
	vNormalMapUv = ( normalMapTransform * vec3( NORMALMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_DISPLACEMENTMAP
	vDisplacementMapUv = ( displacementMapTransform * vec3( DISPLACEMENTMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_EMISSIVEMAP
	vEmissiveMapUv = ( emissiveMapTransform * vec3( EMISSIVEMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_METALNESSMAP
	vMetalnessMapUv = ( metalnessMapTransform * vec3( METALNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ROUGHNESSMAP
	vRoughnessMapUv = ( roughnessMapTransform * vec3( ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	vDiffuseRoughnessMapUv = ( diffuseRoughnessMapTransform * vec3( DIFFUSE_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ANISOTROPYMAP
	vAnisotropyMapUv = ( anisotropyMapTransform * vec3( ANISOTROPYMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOATMAP
	vClearcoatMapUv = ( clearcoatMapTransform * vec3( CLEARCOATMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	vClearcoatNormalMapUv = ( clearcoatNormalMapTransform * vec3( CLEARCOAT_NORMALMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	vClearcoatRoughnessMapUv = ( clearcoatRoughnessMapTransform * vec3( CLEARCOAT_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_IRIDESCENCEMAP
	vIridescenceMapUv = ( iridescenceMapTransform * vec3( IRIDESCENCEMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	vIridescenceThicknessMapUv = ( iridescenceThicknessMapTransform * vec3( IRIDESCENCE_THICKNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SHEEN_COLORMAP
	vSheenColorMapUv = ( sheenColorMapTransform * vec3( SHEEN_COLORMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	vSheenRoughnessMapUv = ( sheenRoughnessMapTransform * vec3( SHEEN_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULARMAP
	vSpecularMapUv = ( specularMapTransform * vec3( SPECULARMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULAR_COLORMAP
	vSpecularColorMapUv = ( specularColorMapTransform * vec3( SPECULAR_COLORMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	vSpecularIntensityMapUv = ( specularIntensityMapTransform * vec3( SPECULAR_INTENSITYMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_TRANSMISSIONMAP
	vTransmissionMapUv = ( transmissionMapTransform * vec3( TRANSMISSIONMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_THICKNESSMAP
	vThicknessMapUv = ( thicknessMapTransform * vec3( THICKNESSMAP_UV, 1 ) ).xy;
#endif`,eM=`#if defined( USE_ENVMAP ) || defined( DISTANCE ) || defined ( USE_SHADOWMAP ) || defined ( USE_TRANSMISSION ) || NUM_SPOT_LIGHT_COORDS > 0
	vec4 worldPosition = vec4( transformed, 1.0 );
	#ifdef USE_BATCHING
		worldPosition = batchingMatrix * worldPosition;
	#endif
	#ifdef USE_INSTANCING
		worldPosition = instanceMatrix * worldPosition;
	#endif
	worldPosition = modelMatrix * worldPosition;
#endif`,tM=`varying vec2 vUv;
uniform mat3 uvTransform;
void main() {
	vUv = ( uvTransform * vec3( uv, 1 ) ).xy;
	gl_Position = vec4( position.xy, 1.0, 1.0 );
}`,iM=`uniform sampler2D t2D;
uniform float backgroundIntensity;
varying vec2 vUv;
void main() {
	vec4 texColor = texture2D( t2D, vUv );
	#ifdef DECODE_VIDEO_TEXTURE
		texColor = vec4( mix( pow( texColor.rgb * 0.9478672986 + vec3( 0.0521327014 ), vec3( 2.4 ) ), texColor.rgb * 0.0773993808, vec3( lessThanEqual( texColor.rgb, vec3( 0.04045 ) ) ) ), texColor.w );
	#endif
	texColor.rgb *= backgroundIntensity;
	gl_FragColor = texColor;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,rM=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
	gl_Position.z = gl_Position.w;
}`,aM=`uniform float backgroundBlurriness;
uniform float backgroundIntensity;
uniform mat3 backgroundRotation;
varying vec3 vWorldDirection;
#include <envmap_common_pars_fragment>
void main() {
	#ifdef ENVMAP_TYPE_PMREM
		vec4 texColor = textureLod( envMap, backgroundRotation * vWorldDirection, roughnessToMip( backgroundBlurriness ) );
	#else
		vec4 texColor = textureCube( envMap, backgroundRotation * vWorldDirection );
	#endif
	texColor.rgb *= backgroundIntensity;
	gl_FragColor = texColor;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,nM=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
	gl_Position.z = gl_Position.w;
}`,sM=`uniform samplerCube tCube;
uniform float tFlip;
uniform float opacity;
varying vec3 vWorldDirection;
void main() {
	vec4 texColor = textureCube( tCube, vec3( tFlip * vWorldDirection.x, vWorldDirection.yz ) );
	gl_FragColor = texColor;
	gl_FragColor.a *= opacity;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,oM=`#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
varying vec2 vHighPrecisionZW;
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <skinbase_vertex>
	#include <morphinstance_vertex>
	#ifdef USE_DISPLACEMENTMAP
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vHighPrecisionZW = gl_Position.zw;
}`,lM=`#if DEPTH_PACKING == 3200
	uniform float opacity;
#endif
#include <common>
#include <packing>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
varying vec2 vHighPrecisionZW;
void main() {
	vec4 diffuseColor = vec4( 1.0 );
	#include <clipping_planes_fragment>
	#if DEPTH_PACKING == 3200
		diffuseColor.a = opacity;
	#endif
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <logdepthbuf_fragment>
	#ifdef USE_REVERSED_DEPTH_BUFFER
		float fragCoordZ = vHighPrecisionZW[ 0 ] / vHighPrecisionZW[ 1 ];
	#else
		float fragCoordZ = 0.5 * vHighPrecisionZW[ 0 ] / vHighPrecisionZW[ 1 ] + 0.5;
	#endif
	#if DEPTH_PACKING == 3200
		gl_FragColor = vec4( vec3( 1.0 - fragCoordZ ), opacity );
	#elif DEPTH_PACKING == 3201
		gl_FragColor = packDepthToRGBA( fragCoordZ );
	#elif DEPTH_PACKING == 3202
		gl_FragColor = vec4( packDepthToRGB( fragCoordZ ), 1.0 );
	#elif DEPTH_PACKING == 3203
		gl_FragColor = vec4( packDepthToRG( fragCoordZ ), 0.0, 1.0 );
	#endif
}`,hM=`#define DISTANCE
varying vec3 vWorldPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <skinbase_vertex>
	#include <morphinstance_vertex>
	#ifdef USE_DISPLACEMENTMAP
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <worldpos_vertex>
	#include <clipping_planes_vertex>
	vWorldPosition = worldPosition.xyz;
}`,uM=`#define DISTANCE
uniform vec3 referencePosition;
uniform float nearDistance;
uniform float farDistance;
varying vec3 vWorldPosition;
#include <common>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( 1.0 );
	#include <clipping_planes_fragment>
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	float dist = length( vWorldPosition - referencePosition );
	dist = ( dist - nearDistance ) / ( farDistance - nearDistance );
	dist = saturate( dist );
	gl_FragColor = vec4( dist, 0.0, 0.0, 1.0 );
}`,cM=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
}`,dM=`uniform sampler2D tEquirect;
varying vec3 vWorldDirection;
#include <common>
void main() {
	vec3 direction = normalize( vWorldDirection );
	vec2 sampleUV = equirectUv( direction );
	gl_FragColor = texture2D( tEquirect, sampleUV );
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,pM=`uniform float scale;
attribute float lineDistance;
varying float vLineDistance;
#include <common>
#include <uv_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	vLineDistance = scale * lineDistance;
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
}`,fM=`uniform vec3 diffuse;
uniform float opacity;
uniform float dashSize;
uniform float totalSize;
varying float vLineDistance;
#include <common>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	if ( mod( vLineDistance, totalSize ) > dashSize ) {
		discard;
	}
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,mM=`#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#if defined ( USE_ENVMAP ) || defined ( USE_SKINNING )
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinbase_vertex>
		#include <skinnormal_vertex>
		#include <defaultnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <fog_vertex>
}`,gM=`uniform vec3 diffuse;
uniform float opacity;
#ifndef FLAT_SHADED
	varying vec3 vNormal;
#endif
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <fog_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	#ifdef USE_LIGHTMAP
		vec4 lightMapTexel = texture2D( lightMap, vLightMapUv );
		reflectedLight.indirectDiffuse += lightMapTexel.rgb * lightMapIntensity * RECIPROCAL_PI;
	#else
		reflectedLight.indirectDiffuse += vec3( 1.0 );
	#endif
	#include <aomap_fragment>
	reflectedLight.indirectDiffuse *= diffuseColor.rgb;
	vec3 outgoingLight = reflectedLight.indirectDiffuse;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,_M=`#define LAMBERT
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,vM=`#define LAMBERT
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_lambert_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_lambert_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + totalEmissiveRadiance;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,MM=`#define MATCAP
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <color_pars_vertex>
#include <displacementmap_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
	vViewPosition = - mvPosition.xyz;
}`,SM=`#define MATCAP
uniform vec3 diffuse;
uniform float opacity;
uniform sampler2D matcap;
varying vec3 vViewPosition;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <normal_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	vec3 viewDir = normalize( vViewPosition );
	vec3 x = normalize( vec3( viewDir.z, 0.0, - viewDir.x ) );
	vec3 y = cross( viewDir, x );
	vec2 uv = vec2( dot( x, normal ), dot( y, normal ) ) * 0.495 + 0.5;
	#ifdef USE_MATCAP
		vec4 matcapColor = texture2D( matcap, uv );
	#else
		vec4 matcapColor = vec4( vec3( mix( 0.2, 0.8, uv.y ) ), 1.0 );
	#endif
	vec3 outgoingLight = diffuseColor.rgb * matcapColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,yM=`#define NORMAL
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	varying vec3 vViewPosition;
#endif
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	vViewPosition = - mvPosition.xyz;
#endif
}`,xM=`#define NORMAL
uniform float opacity;
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	varying vec3 vViewPosition;
#endif
#include <uv_pars_fragment>
#include <normal_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( 0.0, 0.0, 0.0, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	gl_FragColor = vec4( normalize( normal ) * 0.5 + 0.5, diffuseColor.a );
	#ifdef OPAQUE
		gl_FragColor.a = 1.0;
	#endif
}`,EM=`#define PHONG
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,bM=`#define PHONG
uniform vec3 diffuse;
uniform vec3 emissive;
uniform vec3 specular;
uniform float shininess;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_phong_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_phong_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + reflectedLight.directSpecular + reflectedLight.indirectSpecular + totalEmissiveRadiance;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,TM=`#define STANDARD
varying vec3 vViewPosition;
#ifdef USE_TRANSMISSION
	varying vec3 vWorldPosition;
#endif
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
#ifdef USE_TRANSMISSION
	vWorldPosition = worldPosition.xyz;
#endif
}`,wM=`#define STANDARD
#ifdef PHYSICAL
	#define IOR
	#define USE_SPECULAR
#endif
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float roughness;
uniform float metalness;
uniform float opacity;
#ifdef IOR
	uniform float ior;
#endif
#ifdef USE_SPECULAR
	uniform float specularIntensity;
	uniform vec3 specularColor;
	#ifdef USE_SPECULAR_COLORMAP
		uniform sampler2D specularColorMap;
	#endif
	#ifdef USE_SPECULAR_INTENSITYMAP
		uniform sampler2D specularIntensityMap;
	#endif
#endif
#ifdef USE_CLEARCOAT
	uniform float clearcoat;
	uniform float clearcoatRoughness;
#endif
#ifdef USE_DIFFUSE_ROUGHNESS
	uniform float diffuseRoughness;
	#ifdef USE_DIFFUSE_ROUGHNESSMAP
		uniform sampler2D diffuseRoughnessMap;
	#endif
#endif
#ifdef USE_DISPERSION
	uniform float dispersion;
#endif
#ifdef USE_RETROREFLECTION
	uniform float retroreflectivity;
#endif
#ifdef USE_IRIDESCENCE
	uniform float iridescence;
	uniform float iridescenceIOR;
	uniform float iridescenceThicknessMinimum;
	uniform float iridescenceThicknessMaximum;
#endif
#ifdef USE_SHEEN
	uniform vec3 sheenColor;
	uniform float sheenRoughness;
	#ifdef USE_SHEEN_COLORMAP
		uniform sampler2D sheenColorMap;
	#endif
	#ifdef USE_SHEEN_ROUGHNESSMAP
		uniform sampler2D sheenRoughnessMap;
	#endif
#endif
#ifdef USE_ANISOTROPY
	uniform vec2 anisotropyVector;
	#ifdef USE_ANISOTROPYMAP
		uniform sampler2D anisotropyMap;
	#endif
#endif
varying vec3 vViewPosition;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <iridescence_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_physical_pars_fragment>
#include <transmission_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <clearcoat_pars_fragment>
#include <iridescence_pars_fragment>
#include <roughnessmap_pars_fragment>
#include <metalnessmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <roughnessmap_fragment>
	#include <metalnessmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <clearcoat_normal_fragment_begin>
	#include <clearcoat_normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_physical_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 totalDiffuse = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse;
	vec3 totalSpecular = reflectedLight.directSpecular + reflectedLight.indirectSpecular;
	#include <transmission_fragment>
	vec3 outgoingLight = totalDiffuse + totalSpecular + totalEmissiveRadiance;
	#ifdef USE_SHEEN
 
		outgoingLight = outgoingLight + sheenSpecularDirect + sheenSpecularIndirect;
 
 	#endif
	#ifdef USE_CLEARCOAT
		float dotNVcc = saturate( dot( geometryClearcoatNormal, geometryViewDir ) );
		vec3 Fcc = F_Schlick( material.clearcoatF0, material.clearcoatF90, dotNVcc );
		outgoingLight = outgoingLight * ( 1.0 - material.clearcoat * Fcc ) + ( clearcoatSpecularDirect + clearcoatSpecularIndirect ) * material.clearcoat;
	#endif
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,AM=`#define TOON
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,RM=`#define TOON
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <gradientmap_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_toon_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_toon_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + totalEmissiveRadiance;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,CM=`uniform float size;
uniform float scale;
#include <common>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
#ifdef USE_POINTS_UV
	varying vec2 vUv;
	uniform mat3 uvTransform;
#endif
void main() {
	#ifdef USE_POINTS_UV
		vUv = ( uvTransform * vec3( uv, 1 ) ).xy;
	#endif
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <project_vertex>
	gl_PointSize = size;
	#ifdef USE_SIZEATTENUATION
		bool isPerspective = isPerspectiveMatrix( projectionMatrix );
		if ( isPerspective ) gl_PointSize *= ( scale / - mvPosition.z );
	#endif
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <worldpos_vertex>
	#include <fog_vertex>
}`,LM=`uniform vec3 diffuse;
uniform float opacity;
#include <common>
#include <color_pars_fragment>
#include <map_particle_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_particle_fragment>
	#include <color_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,PM=`#include <common>
#include <batching_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <shadowmap_pars_vertex>
void main() {
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,NM=`uniform vec3 color;
uniform float opacity;
#include <common>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <logdepthbuf_pars_fragment>
#include <shadowmap_pars_fragment>
#include <shadowmask_pars_fragment>
void main() {
	#include <logdepthbuf_fragment>
	gl_FragColor = vec4( color, opacity * ( 1.0 - getShadowMask() ) );
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,DM=`uniform float rotation;
uniform vec2 center;
#include <common>
#include <uv_pars_vertex>
#include <fog_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	vec4 mvPosition = modelViewMatrix[ 3 ];
	vec2 scale = vec2( length( modelMatrix[ 0 ].xyz ), length( modelMatrix[ 1 ].xyz ) );
	#ifndef USE_SIZEATTENUATION
		bool isPerspective = isPerspectiveMatrix( projectionMatrix );
		if ( isPerspective ) scale *= - mvPosition.z;
	#endif
	vec2 alignedPosition = ( position.xy - ( center - vec2( 0.5 ) ) ) * scale;
	vec2 rotatedPosition;
	rotatedPosition.x = cos( rotation ) * alignedPosition.x - sin( rotation ) * alignedPosition.y;
	rotatedPosition.y = sin( rotation ) * alignedPosition.x + cos( rotation ) * alignedPosition.y;
	mvPosition.xy += rotatedPosition;
	gl_Position = projectionMatrix * mvPosition;
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
}`,IM=`uniform vec3 diffuse;
uniform float opacity;
#include <common>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
}`,Oe={alphahash_fragment:iv,alphahash_pars_fragment:rv,alphamap_fragment:av,alphamap_pars_fragment:nv,alphatest_fragment:sv,alphatest_pars_fragment:ov,aomap_fragment:lv,aomap_pars_fragment:hv,batching_pars_vertex:uv,batching_vertex:cv,begin_vertex:dv,beginnormal_vertex:pv,bsdfs:fv,iridescence_fragment:mv,bumpmap_pars_fragment:gv,clipping_planes_fragment:_v,clipping_planes_pars_fragment:vv,clipping_planes_pars_vertex:Mv,clipping_planes_vertex:Sv,color_fragment:yv,color_pars_fragment:xv,color_pars_vertex:Ev,color_vertex:bv,common:Tv,defaultnormal_vertex:wv,displacementmap_pars_vertex:Av,displacementmap_vertex:Rv,emissivemap_fragment:Cv,emissivemap_pars_fragment:Lv,colorspace_fragment:Pv,colorspace_pars_fragment:Nv,envmap_fragment:Dv,envmap_common_pars_fragment:Iv,envmap_pars_fragment:Uv,envmap_pars_vertex:Ov,envmap_physical_pars_fragment:Yv,envmap_vertex:Fv,fog_vertex:Bv,fog_pars_vertex:zv,fog_fragment:Hv,fog_pars_fragment:Vv,gradientmap_pars_fragment:kv,lightmap_pars_fragment:Gv,lights_lambert_fragment:Wv,lights_lambert_pars_fragment:Xv,lights_pars_begin:jv,lights_toon_fragment:qv,lights_toon_pars_fragment:Kv,lights_phong_fragment:Zv,lights_phong_pars_fragment:$v,lights_physical_fragment:Jv,lights_physical_pars_fragment:Qv,lights_fragment_begin:e0,lights_fragment_maps:t0,lights_fragment_end:i0,lightprobes_pars_fragment:r0,logdepthbuf_fragment:a0,logdepthbuf_pars_fragment:n0,logdepthbuf_pars_vertex:s0,logdepthbuf_vertex:o0,map_fragment:l0,map_pars_fragment:h0,map_particle_fragment:u0,map_particle_pars_fragment:c0,metalnessmap_fragment:d0,metalnessmap_pars_fragment:p0,morphinstance_vertex:f0,morphcolor_vertex:m0,morphnormal_vertex:g0,morphtarget_pars_vertex:_0,morphtarget_vertex:v0,normal_fragment_begin:M0,normal_fragment_maps:S0,normal_pars_fragment:y0,normal_pars_vertex:x0,normal_vertex:E0,normalmap_pars_fragment:b0,clearcoat_normal_fragment_begin:T0,clearcoat_normal_fragment_maps:w0,clearcoat_pars_fragment:A0,iridescence_pars_fragment:R0,opaque_fragment:C0,packing:L0,premultiplied_alpha_fragment:P0,project_vertex:N0,dithering_fragment:D0,dithering_pars_fragment:I0,roughnessmap_fragment:U0,roughnessmap_pars_fragment:O0,shadowmap_pars_fragment:F0,shadowmap_pars_vertex:B0,shadowmap_vertex:z0,shadowmask_pars_fragment:H0,skinbase_vertex:V0,skinning_pars_vertex:k0,skinning_vertex:G0,skinnormal_vertex:W0,specularmap_fragment:X0,specularmap_pars_fragment:j0,tonemapping_fragment:Y0,tonemapping_pars_fragment:q0,transmission_fragment:K0,transmission_pars_fragment:Z0,uv_pars_fragment:$0,uv_pars_vertex:J0,uv_vertex:Q0,worldpos_vertex:eM,background_vert:tM,background_frag:iM,backgroundCube_vert:rM,backgroundCube_frag:aM,cube_vert:nM,cube_frag:sM,depth_vert:oM,depth_frag:lM,distance_vert:hM,distance_frag:uM,equirect_vert:cM,equirect_frag:dM,linedashed_vert:pM,linedashed_frag:fM,meshbasic_vert:mM,meshbasic_frag:gM,meshlambert_vert:_M,meshlambert_frag:vM,meshmatcap_vert:MM,meshmatcap_frag:SM,meshnormal_vert:yM,meshnormal_frag:xM,meshphong_vert:EM,meshphong_frag:bM,meshphysical_vert:TM,meshphysical_frag:wM,meshtoon_vert:AM,meshtoon_frag:RM,points_vert:CM,points_frag:LM,shadow_vert:PM,shadow_frag:NM,sprite_vert:DM,sprite_frag:IM},me={common:{diffuse:{value:new je(16777215)},opacity:{value:1},map:{value:null},mapTransform:{value:new Ie},alphaMap:{value:null},alphaMapTransform:{value:new Ie},alphaTest:{value:0}},specularmap:{specularMap:{value:null},specularMapTransform:{value:new Ie}},envmap:{envMap:{value:null},envMapRotation:{value:new Ie},reflectivity:{value:1},ior:{value:1.5},refractionRatio:{value:.98},dfgLUT:{value:null}},aomap:{aoMap:{value:null},aoMapIntensity:{value:1},aoMapTransform:{value:new Ie}},lightmap:{lightMap:{value:null},lightMapIntensity:{value:1},lightMapTransform:{value:new Ie}},bumpmap:{bumpMap:{value:null},bumpMapTransform:{value:new Ie},bumpScale:{value:1}},normalmap:{normalMap:{value:null},normalMapTransform:{value:new Ie},normalScale:{value:new Fe(1,1)}},displacementmap:{displacementMap:{value:null},displacementMapTransform:{value:new Ie},displacementScale:{value:1},displacementBias:{value:0}},emissivemap:{emissiveMap:{value:null},emissiveMapTransform:{value:new Ie}},metalnessmap:{metalnessMap:{value:null},metalnessMapTransform:{value:new Ie}},roughnessmap:{roughnessMap:{value:null},roughnessMapTransform:{value:new Ie}},gradientmap:{gradientMap:{value:null}},fog:{fogDensity:{value:25e-5},fogNear:{value:1},fogFar:{value:2e3},fogColor:{value:new je(16777215)}},lights:{ambientLightColor:{value:[]},lightProbe:{value:[]},sunLights:{value:[],properties:{direction:{},color:{}}},sunLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},sunShadowMatrix:{value:[]},sunShadowCascade:{value:[]},directionalLights:{value:[],properties:{direction:{},color:{}}},directionalLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},directionalShadowMatrix:{value:[]},spotLights:{value:[],properties:{color:{},position:{},direction:{},distance:{},coneCos:{},penumbraCos:{},decay:{}}},spotLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},spotLightMap:{value:[]},spotLightMatrix:{value:[]},pointLights:{value:[],properties:{color:{},position:{},decay:{},distance:{}}},pointLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{},shadowCameraNear:{},shadowCameraFar:{}}},pointShadowMatrix:{value:[]},hemisphereLights:{value:[],properties:{direction:{},skyColor:{},groundColor:{}}},rectAreaLights:{value:[],properties:{color:{},position:{},width:{},height:{}}},ltc_1:{value:null},ltc_2:{value:null},probesSH:{value:[]},probesMin:{value:[]},probesMax:{value:[]},probesResolution:{value:[]}},points:{diffuse:{value:new je(16777215)},opacity:{value:1},size:{value:1},scale:{value:1},map:{value:null},alphaMap:{value:null},alphaMapTransform:{value:new Ie},alphaTest:{value:0},uvTransform:{value:new Ie}},sprite:{diffuse:{value:new je(16777215)},opacity:{value:1},center:{value:new Fe(.5,.5)},rotation:{value:0},map:{value:null},mapTransform:{value:new Ie},alphaMap:{value:null},alphaMapTransform:{value:new Ie},alphaTest:{value:0}}},ai={basic:{uniforms:Rt([me.common,me.specularmap,me.envmap,me.aomap,me.lightmap,me.fog]),vertexShader:Oe.meshbasic_vert,fragmentShader:Oe.meshbasic_frag},lambert:{uniforms:Rt([me.common,me.specularmap,me.envmap,me.aomap,me.lightmap,me.emissivemap,me.bumpmap,me.normalmap,me.displacementmap,me.fog,me.lights,{emissive:{value:new je(0)},envMapIntensity:{value:1}}]),vertexShader:Oe.meshlambert_vert,fragmentShader:Oe.meshlambert_frag},phong:{uniforms:Rt([me.common,me.specularmap,me.envmap,me.aomap,me.lightmap,me.emissivemap,me.bumpmap,me.normalmap,me.displacementmap,me.fog,me.lights,{emissive:{value:new je(0)},specular:{value:new je(1118481)},shininess:{value:30},envMapIntensity:{value:1}}]),vertexShader:Oe.meshphong_vert,fragmentShader:Oe.meshphong_frag},standard:{uniforms:Rt([me.common,me.envmap,me.aomap,me.lightmap,me.emissivemap,me.bumpmap,me.normalmap,me.displacementmap,me.roughnessmap,me.metalnessmap,me.fog,me.lights,{emissive:{value:new je(0)},roughness:{value:1},metalness:{value:0},envMapIntensity:{value:1}}]),vertexShader:Oe.meshphysical_vert,fragmentShader:Oe.meshphysical_frag},toon:{uniforms:Rt([me.common,me.aomap,me.lightmap,me.emissivemap,me.bumpmap,me.normalmap,me.displacementmap,me.gradientmap,me.fog,me.lights,{emissive:{value:new je(0)}}]),vertexShader:Oe.meshtoon_vert,fragmentShader:Oe.meshtoon_frag},matcap:{uniforms:Rt([me.common,me.bumpmap,me.normalmap,me.displacementmap,me.fog,{matcap:{value:null}}]),vertexShader:Oe.meshmatcap_vert,fragmentShader:Oe.meshmatcap_frag},points:{uniforms:Rt([me.points,me.fog]),vertexShader:Oe.points_vert,fragmentShader:Oe.points_frag},dashed:{uniforms:Rt([me.common,me.fog,{scale:{value:1},dashSize:{value:1},totalSize:{value:2}}]),vertexShader:Oe.linedashed_vert,fragmentShader:Oe.linedashed_frag},depth:{uniforms:Rt([me.common,me.displacementmap]),vertexShader:Oe.depth_vert,fragmentShader:Oe.depth_frag},normal:{uniforms:Rt([me.common,me.bumpmap,me.normalmap,me.displacementmap,{opacity:{value:1}}]),vertexShader:Oe.meshnormal_vert,fragmentShader:Oe.meshnormal_frag},sprite:{uniforms:Rt([me.sprite,me.fog]),vertexShader:Oe.sprite_vert,fragmentShader:Oe.sprite_frag},background:{uniforms:{uvTransform:{value:new Ie},t2D:{value:null},backgroundIntensity:{value:1}},vertexShader:Oe.background_vert,fragmentShader:Oe.background_frag},backgroundCube:{uniforms:{envMap:{value:null},backgroundBlurriness:{value:0},backgroundIntensity:{value:1},backgroundRotation:{value:new Ie}},vertexShader:Oe.backgroundCube_vert,fragmentShader:Oe.backgroundCube_frag},cube:{uniforms:{tCube:{value:null},tFlip:{value:-1},opacity:{value:1}},vertexShader:Oe.cube_vert,fragmentShader:Oe.cube_frag},equirect:{uniforms:{tEquirect:{value:null}},vertexShader:Oe.equirect_vert,fragmentShader:Oe.equirect_frag},distance:{uniforms:Rt([me.common,me.displacementmap,{referencePosition:{value:new W},nearDistance:{value:1},farDistance:{value:1e3}}]),vertexShader:Oe.distance_vert,fragmentShader:Oe.distance_frag},shadow:{uniforms:Rt([me.lights,me.fog,{color:{value:new je(0)},opacity:{value:1}}]),vertexShader:Oe.shadow_vert,fragmentShader:Oe.shadow_frag}};ai.physical={uniforms:Rt([ai.standard.uniforms,{clearcoat:{value:0},clearcoatMap:{value:null},clearcoatMapTransform:{value:new Ie},clearcoatNormalMap:{value:null},clearcoatNormalMapTransform:{value:new Ie},clearcoatNormalScale:{value:new Fe(1,1)},clearcoatRoughness:{value:0},clearcoatRoughnessMap:{value:null},clearcoatRoughnessMapTransform:{value:new Ie},diffuseRoughness:{value:0},diffuseRoughnessMap:{value:null},diffuseRoughnessMapTransform:{value:new Ie},dispersion:{value:0},retroreflectivity:{value:0},iridescence:{value:0},iridescenceMap:{value:null},iridescenceMapTransform:{value:new Ie},iridescenceIOR:{value:1.3},iridescenceThicknessMinimum:{value:100},iridescenceThicknessMaximum:{value:400},iridescenceThicknessMap:{value:null},iridescenceThicknessMapTransform:{value:new Ie},sheen:{value:0},sheenColor:{value:new je(0)},sheenColorMap:{value:null},sheenColorMapTransform:{value:new Ie},sheenRoughness:{value:1},sheenRoughnessMap:{value:null},sheenRoughnessMapTransform:{value:new Ie},transmission:{value:0},transmissionMap:{value:null},transmissionMapTransform:{value:new Ie},transmissionSamplerSize:{value:new Fe},transmissionSamplerMap:{value:null},thickness:{value:0},thicknessMap:{value:null},thicknessMapTransform:{value:new Ie},attenuationDistance:{value:0},attenuationColor:{value:new je(0)},specularColor:{value:new je(1,1,1)},specularColorMap:{value:null},specularColorMapTransform:{value:new Ie},specularIntensity:{value:1},specularIntensityMap:{value:null},specularIntensityMapTransform:{value:new Ie},anisotropyVector:{value:new Fe},anisotropyMap:{value:null},anisotropyMapTransform:{value:new Ie}}]),vertexShader:Oe.meshphysical_vert,fragmentShader:Oe.meshphysical_frag};var tn={r:0,b:0,g:0},UM=new ht,Uc=new Ie;Uc.set(-1,0,0,0,1,0,0,0,1);function OM(e,t,i,r,a,n){let s=new je(0),o=a===!0?0:1,l,h,u=null,d=0,c=null;function f(T){let A=T.isScene===!0?T.background:null;if(A&&A.isTexture){let E=T.backgroundBlurriness>0;A=t.get(A,E)}return A}function M(T){let A=!1,E=f(T);E===null?g(s,o):E&&E.isColor&&(g(E,1),A=!0);let w=e.xr.getEnvironmentBlendMode();w==="additive"?i.buffers.color.setClear(0,0,0,1,n):w==="alpha-blend"&&i.buffers.color.setClear(0,0,0,0,n),(e.autoClear||A)&&(i.buffers.depth.setTest(!0),i.buffers.depth.setMask(!0),i.buffers.color.setMask(!0),e.clear(e.autoClearColor,e.autoClearDepth,e.autoClearStencil))}function S(T,A){let E=f(A);E&&E.isCubeTexture?(h===void 0&&(h=new ur(new al(1,1,1),new Di({name:"BackgroundCubeMaterial",uniforms:kr(ai.backgroundCube.uniforms),vertexShader:ai.backgroundCube.vertexShader,fragmentShader:ai.backgroundCube.fragmentShader,side:Ut,depthTest:!1,depthWrite:!1,fog:!1,allowOverride:!1})),h.geometry.deleteAttribute("normal"),h.geometry.deleteAttribute("uv"),h.onBeforeRender=function(w,R,m){this.matrixWorld.copyPosition(m.matrixWorld)},Object.defineProperty(h.material,"envMap",{get:function(){return this.uniforms.envMap.value}}),r.update(h)),h.material.uniforms.envMap.value=E,h.material.uniforms.backgroundBlurriness.value=A.backgroundBlurriness,h.material.uniforms.backgroundIntensity.value=A.backgroundIntensity,h.material.uniforms.backgroundRotation.value.setFromMatrix4(UM.makeRotationFromEuler(A.backgroundRotation)).transpose(),E.isRenderTargetTexture===!1&&h.material.uniforms.backgroundRotation.value.premultiply(Uc),h.material.toneMapped=Ve.getTransfer(E.colorSpace)!==qe,(u!==E||d!==E.version||c!==e.toneMapping)&&(h.material.needsUpdate=!0,u=E,d=E.version,c=e.toneMapping),h.layers.enableAll(),T.unshift(h,h.geometry,h.material,0,0,null)):E&&E.isTexture&&(l===void 0&&(l=new ur(new Rc(2,2),new Di({name:"BackgroundMaterial",uniforms:kr(ai.background.uniforms),vertexShader:ai.background.vertexShader,fragmentShader:ai.background.fragmentShader,side:lr,depthTest:!1,depthWrite:!1,fog:!1,allowOverride:!1})),l.geometry.deleteAttribute("normal"),Object.defineProperty(l.material,"map",{get:function(){return this.uniforms.t2D.value}}),r.update(l)),l.material.uniforms.t2D.value=E,l.material.uniforms.backgroundIntensity.value=A.backgroundIntensity,l.material.toneMapped=Ve.getTransfer(E.colorSpace)!==qe,E.matrixAutoUpdate===!0&&E.updateMatrix(),l.material.uniforms.uvTransform.value.copy(E.matrix),(u!==E||d!==E.version||c!==e.toneMapping)&&(l.material.needsUpdate=!0,u=E,d=E.version,c=e.toneMapping),l.layers.enableAll(),T.unshift(l,l.geometry,l.material,0,0,null))}function g(T,A){T.getRGB(tn,Lc(e)),i.buffers.color.setClear(tn.r,tn.g,tn.b,A,n)}function p(){h!==void 0&&(h.geometry.dispose(),h.material.dispose(),h=void 0),l!==void 0&&(l.geometry.dispose(),l.material.dispose(),l=void 0)}return{getClearColor:function(){return s},setClearColor:function(T,A=1){s.set(T),o=A,g(s,o)},getClearAlpha:function(){return o},setClearAlpha:function(T){o=T,g(s,o)},render:M,addToRenderList:S,dispose:p}}function FM(e,t){let i=e.getParameter(e.MAX_VERTEX_ATTRIBS),r={},a=c(null),n=a,s=!1;function o(O,G,J,y,N){let D=!1,L=d(O,y,J,G);n!==L&&(n=L,h(n.object)),D=f(O,y,J,N),D&&M(O,y,J,N),N!==null&&t.update(N,e.ELEMENT_ARRAY_BUFFER),(D||s)&&(s=!1,E(O,G,J,y),N!==null&&e.bindBuffer(e.ELEMENT_ARRAY_BUFFER,t.get(N).buffer))}function l(){return e.createVertexArray()}function h(O){return e.bindVertexArray(O)}function u(O){return e.deleteVertexArray(O)}function d(O,G,J,y){let N=y.wireframe===!0,D=r[G.id];D===void 0&&(D={},r[G.id]=D);let L=O.isInstancedMesh===!0?O.id:0,Z=D[L];Z===void 0&&(Z={},D[L]=Z);let B=Z[J.id];B===void 0&&(B={},Z[J.id]=B);let k=B[N];return k===void 0&&(k=c(l()),B[N]=k),k}function c(O){let G=[],J=[],y=[];for(let N=0;N<i;N++)G[N]=0,J[N]=0,y[N]=0;return{geometry:null,program:null,wireframe:!1,newAttributes:G,enabledAttributes:J,attributeDivisors:y,object:O,attributes:{},index:null}}function f(O,G,J,y){let N=n.attributes,D=G.attributes,L=0,Z=J.getAttributes();for(let B in Z)if(Z[B].location>=0){let k=N[B],$=D[B];if($===void 0&&(B==="instanceMatrix"&&O.instanceMatrix&&($=O.instanceMatrix),B==="instanceColor"&&O.instanceColor&&($=O.instanceColor)),k===void 0||k.attribute!==$||$&&k.data!==$.data)return!0;L++}return n.attributesNum!==L||n.index!==y}function M(O,G,J,y){let N={},D=G.attributes,L=0,Z=J.getAttributes();for(let B in Z)if(Z[B].location>=0){let k=D[B];k===void 0&&(B==="instanceMatrix"&&O.instanceMatrix&&(k=O.instanceMatrix),B==="instanceColor"&&O.instanceColor&&(k=O.instanceColor));let $={};$.attribute=k,k&&k.data&&($.data=k.data),N[B]=$,L++}n.attributes=N,n.attributesNum=L,n.index=y}function S(){let O=n.newAttributes;for(let G=0,J=O.length;G<J;G++)O[G]=0}function g(O){p(O,0)}function p(O,G){let J=n.newAttributes,y=n.enabledAttributes,N=n.attributeDivisors;J[O]=1,y[O]===0&&(e.enableVertexAttribArray(O),y[O]=1),N[O]!==G&&(e.vertexAttribDivisor(O,G),N[O]=G)}function T(){let O=n.newAttributes,G=n.enabledAttributes;for(let J=0,y=G.length;J<y;J++)G[J]!==O[J]&&(e.disableVertexAttribArray(J),G[J]=0)}function A(O,G,J,y,N,D,L){L===!0?e.vertexAttribIPointer(O,G,J,N,D):e.vertexAttribPointer(O,G,J,y,N,D)}function E(O,G,J,y){S();let N=y.attributes,D=J.getAttributes(),L=G.defaultAttributeValues;for(let Z in D){let B=D[Z];if(B.location>=0){let k=N[Z];if(k===void 0&&(Z==="instanceMatrix"&&O.instanceMatrix&&(k=O.instanceMatrix),Z==="instanceColor"&&O.instanceColor&&(k=O.instanceColor)),k!==void 0){let $=k.normalized,ge=k.itemSize,q=t.get(k);if(q===void 0)continue;let Q=q.buffer,pe=q.type,ye=q.bytesPerElement,xe=pe===e.INT||pe===e.UNSIGNED_INT||k.gpuType===qo;if(k.isInterleavedBufferAttribute){let ne=k.data,Ue=ne.isInterleavedBuffer===!0?ne.stride:ne.itemSize,We=k.offset;if(ne.isInstancedInterleavedBuffer||ne.isInstancedBufferAttribute){for(let Ae=0;Ae<B.locationSize;Ae++)p(B.location+Ae,ne.meshPerAttribute);O.isInstancedMesh!==!0&&y._maxInstanceCount===void 0&&(y._maxInstanceCount=ne.meshPerAttribute*ne.count)}else for(let Ae=0;Ae<B.locationSize;Ae++)g(B.location+Ae);e.bindBuffer(e.ARRAY_BUFFER,Q);for(let Ae=0;Ae<B.locationSize;Ae++)A(B.location+Ae,ge/B.locationSize,pe,$,Ue*ye,(We+ge/B.locationSize*Ae)*ye,xe)}else{if(k.isInstancedBufferAttribute){for(let ne=0;ne<B.locationSize;ne++)p(B.location+ne,k.meshPerAttribute);O.isInstancedMesh!==!0&&y._maxInstanceCount===void 0&&(y._maxInstanceCount=k.meshPerAttribute*k.count)}else for(let ne=0;ne<B.locationSize;ne++)g(B.location+ne);e.bindBuffer(e.ARRAY_BUFFER,Q);for(let ne=0;ne<B.locationSize;ne++)A(B.location+ne,ge/B.locationSize,pe,$,ge*ye,ge/B.locationSize*ne*ye,xe)}}else if(L!==void 0){let $=L[Z];if($!==void 0)switch($.length){case 2:e.vertexAttrib2fv(B.location,$);break;case 3:e.vertexAttrib3fv(B.location,$);break;case 4:e.vertexAttrib4fv(B.location,$);break;default:e.vertexAttrib1fv(B.location,$)}}}}T()}function w(){I();for(let O in r){let G=r[O];for(let J in G){let y=G[J];for(let N in y){let D=y[N];for(let L in D)u(D[L].object),delete D[L];delete y[N]}}delete r[O]}}function R(O){if(r[O.id]===void 0)return;let G=r[O.id];for(let J in G){let y=G[J];for(let N in y){let D=y[N];for(let L in D)u(D[L].object),delete D[L];delete y[N]}}delete r[O.id]}function m(O){for(let G in r){let J=r[G];for(let y in J){let N=J[y];if(N[O.id]===void 0)continue;let D=N[O.id];for(let L in D)u(D[L].object),delete D[L];delete N[O.id]}}}function x(O){for(let G in r){let J=r[G],y=O.isInstancedMesh===!0?O.id:0,N=J[y];if(N!==void 0){for(let D in N){let L=N[D];for(let Z in L)u(L[Z].object),delete L[Z];delete N[D]}delete J[y],Object.keys(J).length===0&&delete r[G]}}}function I(){j(),s=!0,n!==a&&(n=a,h(n.object))}function j(){a.geometry=null,a.program=null,a.wireframe=!1}return{setup:o,reset:I,resetDefaultState:j,dispose:w,releaseStatesOfGeometry:R,releaseStatesOfObject:x,releaseStatesOfProgram:m,initAttributes:S,enableAttribute:g,disableUnusedAttributes:T}}function BM(e,t,i){let r;function a(l){r=l}function n(l,h){e.drawArrays(r,l,h),i.update(h,r,1)}function s(l,h,u){u!==0&&(e.drawArraysInstanced(r,l,h,u),i.update(h,r,u))}function o(l,h,u){if(u===0)return;t.get("WEBGL_multi_draw").multiDrawArraysWEBGL(r,l,0,h,0,u);let d=0;for(let c=0;c<u;c++)d+=h[c];i.update(d,r,1)}this.setMode=a,this.render=n,this.renderInstances=s,this.renderMultiDraw=o}function zM(e,t,i,r){let a;function n(){if(a!==void 0)return a;if(t.has("EXT_texture_filter_anisotropic")===!0){let m=t.get("EXT_texture_filter_anisotropic");a=e.getParameter(m.MAX_TEXTURE_MAX_ANISOTROPY_EXT)}else a=0;return a}function s(m){return!(m!==si&&r.convert(m)!==e.getParameter(e.IMPLEMENTATION_COLOR_READ_FORMAT))}function o(m){let x=m===di&&(t.has("EXT_color_buffer_half_float")||t.has("EXT_color_buffer_float"));return!(m!==Gt&&m!==ni&&!x&&r.convert(m)!==e.getParameter(e.IMPLEMENTATION_COLOR_READ_TYPE))}function l(m){if(m==="highp"){if(e.getShaderPrecisionFormat(e.VERTEX_SHADER,e.HIGH_FLOAT).precision>0&&e.getShaderPrecisionFormat(e.FRAGMENT_SHADER,e.HIGH_FLOAT).precision>0)return"highp";m="mediump"}return m==="mediump"&&e.getShaderPrecisionFormat(e.VERTEX_SHADER,e.MEDIUM_FLOAT).precision>0&&e.getShaderPrecisionFormat(e.FRAGMENT_SHADER,e.MEDIUM_FLOAT).precision>0?"mediump":"lowp"}let h=i.precision!==void 0?i.precision:"highp",u=l(h);u!==h&&(Le("WebGLRenderer:",h,"not supported, using",u,"instead."),h=u);let d=i.reversedDepthBuffer===!0&&t.has("EXT_clip_control"),c=i.logarithmicDepthBuffer===!0&&d===!1;i.reversedDepthBuffer===!0&&d===!1&&Le("WebGLRenderer: Unable to use reversed depth buffer due to missing EXT_clip_control extension. Fallback to default depth buffer."),i.logarithmicDepthBuffer===!0&&d===!0&&Le("WebGLRenderer: Logarithmic depth buffer is ignored when reversed depth buffer is enabled.");let f=e.getParameter(e.MAX_TEXTURE_IMAGE_UNITS),M=e.getParameter(e.MAX_VERTEX_TEXTURE_IMAGE_UNITS),S=e.getParameter(e.MAX_TEXTURE_SIZE),g=e.getParameter(e.MAX_CUBE_MAP_TEXTURE_SIZE),p=e.getParameter(e.MAX_VERTEX_ATTRIBS),T=e.getParameter(e.MAX_VERTEX_UNIFORM_VECTORS),A=e.getParameter(e.MAX_VARYING_VECTORS),E=e.getParameter(e.MAX_FRAGMENT_UNIFORM_VECTORS),w=e.getParameter(e.MAX_SAMPLES),R=e.getParameter(e.SAMPLES);return{isWebGL2:!0,getMaxAnisotropy:n,getMaxPrecision:l,textureFormatReadable:s,textureTypeReadable:o,precision:h,logarithmicDepthBuffer:c,reversedDepthBuffer:d,maxTextures:f,maxVertexTextures:M,maxTextureSize:S,maxCubemapSize:g,maxAttributes:p,maxVertexUniforms:T,maxVaryings:A,maxFragmentUniforms:E,maxSamples:w,samples:R}}function HM(e){let t=this,i=null,r=0,a=!1,n=!1,s=new Ei,o=new Ie,l={value:null,needsUpdate:!1};this.uniform=l,this.numPlanes=0,this.numIntersection=0,this.init=function(d,c){let f=d.length!==0||c||r!==0||a;return a=c,r=d.length,f},this.beginShadows=function(){n=!0,u(null)},this.endShadows=function(){n=!1},this.setGlobalState=function(d,c){i=u(d,c,0)},this.setState=function(d,c,f){let M=d.clippingPlanes,S=d.clipIntersection,g=d.clipShadows,p=e.get(d);if(!a||M===null||M.length===0||n&&!g)n?u(null):h();else{let T=n?0:r,A=T*4,E=p.clippingState||null;l.value=E,E=u(M,c,A,f);for(let w=0;w!==A;++w)E[w]=i[w];p.clippingState=E,this.numIntersection=S?this.numPlanes:0,this.numPlanes+=T}};function h(){l.value!==i&&(l.value=i,l.needsUpdate=r>0),t.numPlanes=r,t.numIntersection=0}function u(d,c,f,M){let S=d!==null?d.length:0,g=null;if(S!==0){if(g=l.value,M!==!0||g===null){let p=f+S*4,T=c.matrixWorldInverse;o.getNormalMatrix(T),(g===null||g.length<p)&&(g=new Float32Array(p));for(let A=0,E=f;A!==S;++A,E+=4)s.copy(d[A]).applyMatrix4(T,o),s.normal.toArray(g,E),g[E+3]=s.constant}l.value=g,l.needsUpdate=!0}return t.numPlanes=S,t.numIntersection=0,g}}var ol=class extends hi{constructor(e=1,t={}){super(e,e,t),this.isWebGLCubeRenderTarget=!0;let i={width:e,height:e,depth:1},r=[i,i,i,i,i,i];this.texture=new bc(r),this._setTextureOptions(t),this.texture.isRenderTargetTexture=!0}fromEquirectangularTexture(e,t){this.texture.type=t.type,this.texture.colorSpace=t.colorSpace,this.texture.generateMipmaps=t.generateMipmaps,this.texture.minFilter=t.minFilter,this.texture.magFilter=t.magFilter;let i={uniforms:{tEquirect:{value:null}},vertexShader:`

				varying vec3 vWorldDirection;

				vec3 transformDirection( in vec3 dir, in mat4 matrix ) {

					return normalize( ( matrix * vec4( dir, 0.0 ) ).xyz );

				}

				void main() {

					vWorldDirection = transformDirection( position, modelMatrix );

					#include <begin_vertex>
					#include <project_vertex>

				}
			`,fragmentShader:`

				uniform sampler2D tEquirect;

				varying vec3 vWorldDirection;

				#include <common>

				void main() {

					vec3 direction = normalize( vWorldDirection );

					vec2 sampleUV = equirectUv( direction );

					gl_FragColor = texture2D( tEquirect, sampleUV );

				}
			`},r=new al(5,5,5),a=new Di({name:"CubemapFromEquirect",uniforms:kr(i.uniforms),vertexShader:i.vertexShader,fragmentShader:i.fragmentShader,side:Ut,blending:Nr});a.uniforms.tEquirect.value=t;let n=new ur(r,a),s=t.minFilter;return t.minFilter===Wi&&(t.minFilter=Dt),new Po(1,10,this).update(e,n),t.minFilter=s,n.geometry.dispose(),n.material.dispose(),this}clear(e,t=!0,i=!0,r=!0){let a=e.getRenderTarget();for(let n=0;n<6;n++)e.setRenderTarget(this,n),e.clear(t,i,r);e.setRenderTarget(a)}},Nh=256,VM=3,kM=20,Oc=256,Fc=16,GM=3,WM=new W,XM=new je,Dh=class Bc{constructor(t){this._renderer=t,this._cubeSize=0,this._sourceTarget=null,this._cubeCamera=new Po(1,10,null),this._boxMesh=new ur(new al(5,5,5),null),this._cubemapMaterial=null,this._equirectMaterial=null,this._blurMaterial=null,this._ggxMaterial=null,this._integrationMaterial=null}fromScene(t,i=0,r=.1,a=100,n={}){let{size:s=256,position:o=WM}=n,l=this._renderer;this._setSize(s);let h=this._allocateTarget(),u=this._getSourceTarget(!0);i>0&&(u.texture.mipmapsAutoUpdate=!1);let d=l.autoClear,c=l.autoClearColor,f=l.autoClearDepth,M=l.autoClearStencil,S=t.background;l.autoClear=!0,l.autoClearColor=!0,l.autoClearDepth=!0,l.autoClearStencil=!0,S===null&&(t.background=l.getClearColor(XM));let g=new Po(r,a,u);return g.position.copy(o),g.update(l,t),l.autoClear=d,l.autoClearColor=c,l.autoClearDepth=f,l.autoClearStencil=M,t.background=S,i>0&&(u.texture.mipmapsAutoUpdate=!0,this._blur(h,i)),this._applyPMREM(h),h}fromEquirectangular(t,i=null){return this._fromTexture(t,i)}fromCubemap(t,i=null){return this._fromTexture(t,i)}compileCubemapShader(){this._cubemapMaterial===null&&(this._cubemapMaterial=Oh(),this._compileMaterial(this._cubemapMaterial))}compileEquirectangularShader(){this._equirectMaterial===null&&(this._equirectMaterial=Uh(),this._compileMaterial(this._equirectMaterial))}dispose(){this._sourceTarget!==null&&this._sourceTarget.dispose(),this._cubemapMaterial!==null&&this._cubemapMaterial.dispose(),this._equirectMaterial!==null&&this._equirectMaterial.dispose(),this._blurMaterial!==null&&this._blurMaterial.dispose(),this._ggxMaterial!==null&&this._ggxMaterial.dispose(),this._integrationMaterial!==null&&this._integrationMaterial.dispose(),this._boxMesh.geometry.dispose()}static lodToRoughness(t,i){return i>0?1-Math.sqrt(1-t/i):0}_setSize(t){this._cubeSize=Math.max(Nh,uc(t))}_fromTexture(t,i){t.mapping===Br||t.mapping===fa?this._setSize(t.image.length===0?Nh:t.image[0].width||t.image[0].image.width):this._setSize(t.image.width/4);let r=i||this._allocateTarget();return this._textureToCubemap(t),this._applyPMREM(r),r}_allocateTarget(){let t=this._cubeSize,i=Ih(t,!1,!1),r=Math.log2(t)-VM;for(let a=0;a<=r;a++)i.texture.mipmaps.push({width:t>>a,height:t>>a});return i.texture.name="PMREM",i.texture.isPMREMTexture=!0,i}_getSourceTarget(t=!1){let i=this._cubeSize,r=this._sourceTarget;return(r===null||r.width!==i||t&&r.depthBuffer===!1)&&(r!==null&&r.dispose(),this._sourceTarget=Ih(i,!0,t)),this._sourceTarget}_compileMaterial(t){this._boxMesh.material=t,this._renderer.compile(this._boxMesh,this._cubeCamera.children[0])}_renderCube(t,i,r){let a=this._boxMesh,n=this._cubeCamera;a.material=r,n.renderTarget=t,n.activeMipmapLevel=i;let s=t.width>>i;t.viewport.set(0,0,s,s),n.update(this._renderer,a),t.viewport.set(0,0,t.width,t.height)}_textureToCubemap(t){let i;t.mapping===Br||t.mapping===fa?(this._cubemapMaterial===null&&(this._cubemapMaterial=Oh()),i=this._cubemapMaterial,i.uniforms.flipEnvMap.value=t.isRenderTargetTexture===!1?-1:1):(this._equirectMaterial===null&&(this._equirectMaterial=Uh()),i=this._equirectMaterial),i.uniforms.envMap.value=t,this._renderCube(this._getSourceTarget(),0,i)}_applyPMREM(t){this._ggxMaterial===null&&(this._ggxMaterial=jM(),this._integrationMaterial=YM());let i=this._cubeSize,r=t.texture.mipmaps.length-1,a=this._ggxMaterial.uniforms;a.envMap.value=this._sourceTarget.texture;let n=this._integrationMaterial.uniforms;n.envMap.value=this._sourceTarget.texture,n.sourceLod.value=Math.log2(i/Fc);for(let s=0;s<=r;s++){let o=Bc.lodToRoughness(s,r);if(s>r-GM)n.roughness.value=o,this._renderCube(t,s,this._integrationMaterial);else{let l=o>0?Math.log2(i)+.5*Math.log2(6/(Oc*Math.pow(o,4)))+.5:0;a.roughness.value=o,a.lodBias.value=l,this._renderCube(t,s,this._ggxMaterial)}}}_blur(t,i){this._blurMaterial===null&&(this._blurMaterial=qM());let r=this._blurMaterial,a=r.uniforms,n=this._sourceTarget;a.sigma.value=Math.min(i,Math.PI)/Math.SQRT2,a.envMap.value=n.texture,this._renderCube(t,0,r),a.envMap.value=t.texture,this._renderCube(n,0,r)}};function Ih(e,t,i){return new ol(e,{minFilter:Wi,generateMipmaps:t,type:di,colorSpace:Cn,depthBuffer:i})}function ba(e,t,i){return new Di({name:e,uniforms:t,vertexShader:Oe.cube_vert,fragmentShader:i,side:Ut,blending:Nr,depthTest:!1,depthWrite:!1})}function jM(){return ba("PMREMGGXConvolution",{envMap:{value:null},roughness:{value:0},lodBias:{value:0}},`

		#define GGX_SAMPLES ${Oc}u

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float roughness;
		uniform float lodBias;

		#include <common>

		// Van der Corput radical inverse
		float radicalInverse_VdC( uint bits ) {

			bits = ( bits << 16u ) | ( bits >> 16u );
			bits = ( ( bits & 0x55555555u ) << 1u ) | ( ( bits & 0xAAAAAAAAu ) >> 1u );
			bits = ( ( bits & 0x33333333u ) << 2u ) | ( ( bits & 0xCCCCCCCCu ) >> 2u );
			bits = ( ( bits & 0x0F0F0F0Fu ) << 4u ) | ( ( bits & 0xF0F0F0F0u ) >> 4u );
			bits = ( ( bits & 0x00FF00FFu ) << 8u ) | ( ( bits & 0xFF00FF00u ) >> 8u );
			return float( bits ) * 2.3283064365386963e-10; // / 0x100000000

		}

		// Hammersley sequence
		vec2 hammersley( uint i, uint N ) {

			return vec2( float( i ) / float( N ), radicalInverse_VdC( i ) );

		}

		void main() {

			vec3 N = normalize( vWorldDirection );

			// For very low roughness, just sample the environment directly
			if ( roughness < 0.001 ) {

				gl_FragColor = vec4( textureLod( envMap, N, 0.0 ).rgb, 1.0 );
				return;

			}

			float alpha = roughness * roughness;
			float alpha2 = alpha * alpha;

			// Tangent space basis for VNDF sampling
			vec3 up = abs( N.z ) < 0.999 ? vec3( 0.0, 0.0, 1.0 ) : vec3( 1.0, 0.0, 0.0 );
			vec3 tangent = normalize( cross( up, N ) );
			vec3 bitangent = cross( N, tangent );

			vec3 prefilteredColor = vec3( 0.0 );
			float totalWeight = 0.0;

			for ( uint i = 0u; i < GGX_SAMPLES; i ++ ) {

				vec2 Xi = hammersley( i, GGX_SAMPLES );

				// With V = N, sample the reflected direction directly.
				float invQ = 1.0 / ( 1.0 - Xi.x + alpha2 * Xi.x );
				float NdotL = ( 1.0 - Xi.x - alpha2 * Xi.x ) * invQ;

				if ( NdotL > 0.0 ) {

					float phi = 2.0 * PI * Xi.y;
					float sinTheta = 2.0 * alpha * sqrt( Xi.x * ( 1.0 - Xi.x ) ) * invQ;
					vec3 L = N * NdotL + ( tangent * cos( phi ) + bitangent * sin( phi ) ) * sinTheta;

					// Match the source mip to the sample's solid angle. The terms
					// independent of the sample are precomputed in lodBias.
					float d = alpha2 * invQ;
					float lod = max( log2( d ) + lodBias, 0.0 );

					// Weight by NdotL for the split-sum approximation
					prefilteredColor += textureLod( envMap, L, lod ).rgb * NdotL;
					totalWeight += NdotL;

				}

			}

			gl_FragColor = vec4( prefilteredColor / totalWeight, 1.0 );

		}
	`)}function YM(){return ba("PMREMGGXIntegration",{envMap:{value:null},roughness:{value:0},sourceLod:{value:0},sourceSize:{value:Fc}},`

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float roughness;
		uniform float sourceLod;
		uniform int sourceSize;

		void main() {

			vec3 N = normalize( vWorldDirection );

			float alpha = roughness * roughness;
			float alpha2 = alpha * alpha;

			float texelSize = 2.0 / float( sourceSize );

			vec3 prefilteredColor = vec3( 0.0 );
			float totalWeight = 0.0;

			// Pair opposite texels: only the one in N's hemisphere contributes.
			for ( int face = 0; face < 3; face ++ ) {

				for ( int y = 0; y < sourceSize; y ++ ) {

					for ( int x = 0; x < sourceSize; x ++ ) {

						vec2 uv = ( vec2( x, y ) + 0.5 ) * texelSize - 1.0;
						vec3 texelDirection = face == 0 ? vec3( 1.0, uv ) : ( face == 1 ? vec3( uv.x, 1.0, uv.y ) : vec3( uv, 1.0 ) );

						float invDistance = inversesqrt( 1.0 + dot( uv, uv ) );
						float NdotL = dot( N, texelDirection );
						texelDirection *= NdotL < 0.0 ? - 1.0 : 1.0;
						NdotL = abs( NdotL ) * invDistance;

						// With V = N, NdotH squared is ( 1 + NdotL ) / 2. Common factors
						// in the GGX distribution and texel solid angle cancel when normalized.
						float d = 1.0 + alpha2 + ( alpha2 - 1.0 ) * NdotL;
						float weight = NdotL * invDistance * invDistance * invDistance / ( d * d );

						prefilteredColor += textureLod( envMap, texelDirection, sourceLod ).rgb * weight;
						totalWeight += weight;

					}

				}

			}

			gl_FragColor = vec4( prefilteredColor / totalWeight, 1.0 );

		}
	`)}function qM(){return ba("PMREMSphericalGaussianBlur",{envMap:{value:null},sigma:{value:0}},`

		#define SAMPLES ${kM}
		#define GOLDEN_ANGLE 2.39996322973

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float sigma;

		#include <common>

		void main() {

			vec3 outputDirection = normalize( vWorldDirection );

			vec3 up = abs( outputDirection.z ) < 0.999 ? vec3( 0.0, 0.0, 1.0 ) : vec3( 1.0, 0.0, 0.0 );
			vec3 tangent = normalize( cross( up, outputDirection ) );
			vec3 bitangent = cross( outputDirection, tangent );

			// Truncate the kernel at three standard deviations or at the antipode.
			float thetaMax = min( 3.0 * sigma, PI );
			float truncation = 1.0 - exp( - 0.5 * thetaMax * thetaMax / ( sigma * sigma ) );

			vec3 accumColor = vec3( 0.0 );
			float accumWeight = 0.0;

			for ( int i = 0; i < SAMPLES; i ++ ) {

				// Stratified inverse-CDF sampling of the Gaussian, placed on a golden-angle spiral.
				float stratum = ( float( i ) + 0.5 ) / float( SAMPLES );
				float theta = sigma * sqrt( - 2.0 * log( 1.0 - stratum * truncation ) );
				float phi = float( i ) * GOLDEN_ANGLE;

				vec3 offset = cos( phi ) * tangent + sin( phi ) * bitangent;
				vec3 sampleDirection = cos( theta ) * outputDirection + sin( theta ) * offset;

				// Correct the planar sample density to solid angle.
				float weight = sin( theta ) / theta;

				accumColor += weight * textureLod( envMap, sampleDirection, 0.0 ).rgb;
				accumWeight += weight;

			}

			gl_FragColor = vec4( accumColor / accumWeight, 1.0 );

		}
	`)}function Uh(){return ba("PMREMEquirectangularToCubemap",{envMap:{value:null}},`

		varying vec3 vWorldDirection;

		uniform sampler2D envMap;

		#include <common>

		void main() {

			// Average four subpixel samples to preserve small, bright features.
			vec3 direction = normalize( vWorldDirection );
			vec3 dx = dFdx( direction ) * 0.25;
			vec3 dy = dFdy( direction ) * 0.25;

			vec3 color = textureLod( envMap, equirectUv( normalize( direction - dx - dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction + dx - dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction - dx + dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction + dx + dy ) ), 0.0 ).rgb;
			gl_FragColor = vec4( color * 0.25, 1.0 );

		}
	`)}function Oh(){return ba("PMREMCubemapToCubemap",{envMap:{value:null},flipEnvMap:{value:-1}},`

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float flipEnvMap;

		void main() {

			gl_FragColor = vec4( textureCube( envMap, vec3( flipEnvMap * vWorldDirection.x, vWorldDirection.yz ) ).rgb, 1.0 );

		}
	`)}function KM(e){let t=new WeakMap,i=new WeakMap,r=null;function a(c,f=!1){return c==null?null:f?s(c):n(c)}function n(c){if(c&&c.isTexture){let f=c.mapping;if(f===as||f===ns)if(t.has(c)){let M=t.get(c).texture;return o(M,c.mapping)}else{let M=c.image;if(M&&M.height>0){let S=new ol(M.height);return S.fromEquirectangularTexture(e,c),t.set(c,S),c.addEventListener("dispose",h),o(S.texture,c.mapping)}else return null}}return c}function s(c){if(c&&c.isTexture&&c.isPMREMTexture!==!0){let f=c.mapping,M=f===as||f===ns,S=f===Br||f===fa;if(M||S){let g=i.get(c),p=g!==void 0?g.texture.pmremVersion:0;if(c.isRenderTargetTexture&&c.pmremVersion!==p)return r===null&&(r=new Dh(e)),g=M?r.fromEquirectangular(c,g):r.fromCubemap(c,g),g.texture.pmremVersion=c.pmremVersion,i.set(c,g),g.texture;if(g!==void 0)return g.texture;{let T=c.image;return M&&T&&T.height>0||S&&T&&l(T)?(r===null&&(r=new Dh(e)),g=M?r.fromEquirectangular(c):r.fromCubemap(c),g.texture.pmremVersion=c.pmremVersion,i.set(c,g),c.addEventListener("dispose",u),g.texture):null}}}return c}function o(c,f){return f===as?c.mapping=Br:f===ns&&(c.mapping=fa),c}function l(c){let f=0,M=6;for(let S=0;S<M;S++)c[S]!==void 0&&f++;return f===M}function h(c){let f=c.target;f.removeEventListener("dispose",h);let M=t.get(f);M!==void 0&&(t.delete(f),M.dispose())}function u(c){let f=c.target;f.removeEventListener("dispose",u);let M=i.get(f);M!==void 0&&(i.delete(f),M.dispose())}function d(){t=new WeakMap,i=new WeakMap,r!==null&&(r.dispose(),r=null)}return{get:a,dispose:d}}function ZM(e){let t={};function i(r){if(t[r]!==void 0)return t[r];let a=e.getExtension(r);return t[r]=a,a}return{has:function(r){return i(r)!==null},init:function(){i("EXT_color_buffer_float"),i("WEBGL_clip_cull_distance"),i("OES_texture_float_linear"),i("EXT_color_buffer_half_float"),i("WEBGL_multisampled_render_to_texture"),i("WEBGL_render_shared_exponent")},get:function(r){let a=i(r);return a===null&&fn("WebGLRenderer: "+r+" extension not supported."),a}}}function $M(e,t,i,r){let a={},n=new WeakMap,s=new FinalizationRegistry(M=>delete a[M]);function o(M){l(M.target)}function l(M){M.index!==null&&t.remove(M.index);for(let g in M.attributes)t.remove(M.attributes[g]);M.removeEventListener("dispose",o),delete a[M.id],s.unregister(M);let S=n.get(M);S&&(t.remove(S),n.delete(M)),r.releaseStatesOfGeometry(M),M.isInstancedBufferGeometry===!0&&delete M._maxInstanceCount,i.memory.geometries--}function h(M,S){return a[S.id]!==void 0||(S.addEventListener("dispose",o),a[S.id]=new WeakRef(S),s.register(S,S.id,S),i.memory.geometries++),S}function u(M){let S=M.attributes;for(let g in S)t.update(S[g],e.ARRAY_BUFFER)}function d(M){let S=M.index,g=M.attributes.position,p=0;if(g===void 0)return;let T=S!==null?S.array.length:g.array.length/3-1,A=g.count>=65535?Sc:Mc,E=new A(Math.ceil(T/3)*6,1),w=E.array;if(S!==null){let m=S.array;p=S.version;for(let x=0,I=0;x<T;x+=3){let j=m[x+0],O=m[x+1],G=m[x+2];w[I++]=j,w[I++]=O,w[I++]=O,w[I++]=G,w[I++]=G,w[I++]=j}}else{p=g.version;for(let m=0,x=0;m<T;m+=3){let I=m+0,j=m+1,O=m+2;w[x++]=I,w[x++]=j,w[x++]=j,w[x++]=O,w[x++]=O,w[x++]=I}}E.version=p;let R=n.get(M);R&&t.remove(R),n.set(M,E)}function c(M){let S=n.get(M);if(S){let g=M.index;g!==null&&S.version<g.version&&d(M)}else d(M);return n.get(M)}function f(){for(let M in a){let S=a[M].deref();S!==void 0&&l(S)}}return{get:h,update:u,getWireframeAttribute:c,dispose:f}}function JM(e,t,i){let r;function a(d){r=d}let n,s;function o(d){n=d.type,s=d.bytesPerElement}function l(d,c){e.drawElements(r,c,n,d*s),i.update(c,r,1)}function h(d,c,f){f!==0&&(e.drawElementsInstanced(r,c,n,d*s,f),i.update(c,r,f))}function u(d,c,f){if(f===0)return;t.get("WEBGL_multi_draw").multiDrawElementsWEBGL(r,c,0,n,d,0,f);let M=0;for(let S=0;S<f;S++)M+=c[S];i.update(M,r,1)}this.setMode=a,this.setIndex=o,this.render=l,this.renderInstances=h,this.renderMultiDraw=u}function QM(e){let t={geometries:0,textures:0},i={frame:0,calls:0,triangles:0,points:0,lines:0};function r(n,s,o){switch(i.calls++,s){case e.TRIANGLES:i.triangles+=o*(n/3);break;case e.LINES:i.lines+=o*(n/2);break;case e.LINE_STRIP:i.lines+=o*(n-1);break;case e.LINE_LOOP:i.lines+=o*n;break;case e.POINTS:i.points+=o*n;break;default:Pe("WebGLInfo: Unknown draw mode:",s);break}}function a(){i.calls=0,i.triangles=0,i.points=0,i.lines=0}return{memory:t,render:i,programs:null,autoReset:!0,reset:a,update:r}}function eS(e,t,i){let r=new WeakMap,a=new lt;function n(s,o,l){let h=s.morphTargetInfluences,u=o.morphAttributes.position||o.morphAttributes.normal||o.morphAttributes.color,d=u!==void 0?u.length:0,c=r.get(o);if(c===void 0||c.count!==d){let f=function(){x.dispose(),r.delete(o),o.removeEventListener("dispose",f)};c!==void 0&&c.texture.dispose();let M=o.morphAttributes.position!==void 0,S=o.morphAttributes.normal!==void 0,g=o.morphAttributes.color!==void 0,p=o.morphAttributes.position||[],T=o.morphAttributes.normal||[],A=o.morphAttributes.color||[],E=0;M===!0&&(E=1),S===!0&&(E=2),g===!0&&(E=3);let w=o.attributes.position.count*E,R=1;w>t.maxTextureSize&&(R=Math.ceil(w/t.maxTextureSize),w=t.maxTextureSize);let m=new Float32Array(w*R*4*d),x=new pc(m,w,R,d);x.type=ni,x.needsUpdate=!0;let I=E*4;for(let j=0;j<d;j++){let O=p[j],G=T[j],J=A[j],y=w*R*4*j;for(let N=0;N<O.count;N++){let D=N*I;M===!0&&(a.fromBufferAttribute(O,N),m[y+D+0]=a.x,m[y+D+1]=a.y,m[y+D+2]=a.z,m[y+D+3]=0),S===!0&&(a.fromBufferAttribute(G,N),m[y+D+4]=a.x,m[y+D+5]=a.y,m[y+D+6]=a.z,m[y+D+7]=0),g===!0&&(a.fromBufferAttribute(J,N),m[y+D+8]=a.x,m[y+D+9]=a.y,m[y+D+10]=a.z,m[y+D+11]=J.itemSize===4?a.w:1)}}c={count:d,texture:x,size:new Fe(w,R)},r.set(o,c),o.addEventListener("dispose",f)}if(s.isInstancedMesh===!0&&s.morphTexture!==null)l.getUniforms().setValue(e,"morphTexture",s.morphTexture,i);else{let f=0;for(let S=0;S<h.length;S++)f+=h[S];let M=o.morphTargetsRelative?1:1-f;l.getUniforms().setValue(e,"morphTargetBaseInfluence",M),l.getUniforms().setValue(e,"morphTargetInfluences",h)}l.getUniforms().setValue(e,"morphTargetsTexture",c.texture,i),l.getUniforms().setValue(e,"morphTargetsTextureSize",c.size)}return{update:n}}function tS(e,t,i,r,a){let n=new WeakMap;function s(h){let u=a.render.frame,d=h.geometry,c=t.get(h,d);if(n.get(c)!==u&&(t.update(c),n.set(c,u)),h.isInstancedMesh&&(h.hasEventListener("dispose",l)===!1&&h.addEventListener("dispose",l),n.get(h)!==u&&(i.update(h.instanceMatrix,e.ARRAY_BUFFER),h.instanceColor!==null&&i.update(h.instanceColor,e.ARRAY_BUFFER),n.set(h,u))),h.isSkinnedMesh){let f=h.skeleton;n.get(f)!==u&&(f.update(),n.set(f,u))}return c}function o(){n=new WeakMap}function l(h){let u=h.target;u.removeEventListener("dispose",l),r.releaseStatesOfObject(u),i.remove(u.instanceMatrix),u.instanceColor!==null&&i.remove(u.instanceColor)}return{update:s,dispose:o}}var iS={[Xu]:"LINEAR_TONE_MAPPING",[ju]:"REINHARD_TONE_MAPPING",[Yu]:"CINEON_TONE_MAPPING",[qu]:"ACES_FILMIC_TONE_MAPPING",[Zu]:"AGX_TONE_MAPPING",[$u]:"NEUTRAL_TONE_MAPPING",[Ku]:"CUSTOM_TONE_MAPPING"};function rS(e,t,i,r,a,n){let s=new hi(t,i,{type:e,depthBuffer:a,stencilBuffer:n,samples:r?4:0,storeMultisampledDepthBuffer:!1,storeMultisampledStencilBuffer:!1,resolveDepthBuffer:!1,resolveStencilBuffer:!1}),o=null,l=null,h=null,u=new Ii;u.setAttribute("position",new Li([-1,3,0,-1,-1,0,3,-1,0],3)),u.setAttribute("uv",new Li([0,2,0,0,2,0],2));let d=new A_({uniforms:{tDiffuse:{value:null}},vertexShader:`
			precision highp float;

			uniform mat4 modelViewMatrix;
			uniform mat4 projectionMatrix;

			attribute vec3 position;
			attribute vec2 uv;

			varying vec2 vUv;

			void main() {
				vUv = uv;
				gl_Position = projectionMatrix * modelViewMatrix * vec4( position, 1.0 );
			}`,fragmentShader:`
			precision highp float;

			uniform sampler2D tDiffuse;

			varying vec2 vUv;

			#include <tonemapping_pars_fragment>
			#include <colorspace_pars_fragment>

			void main() {
				gl_FragColor = texture2D( tDiffuse, vUv );

				#ifdef LINEAR_TONE_MAPPING
					gl_FragColor.rgb = LinearToneMapping( gl_FragColor.rgb );
				#elif defined( REINHARD_TONE_MAPPING )
					gl_FragColor.rgb = ReinhardToneMapping( gl_FragColor.rgb );
				#elif defined( CINEON_TONE_MAPPING )
					gl_FragColor.rgb = CineonToneMapping( gl_FragColor.rgb );
				#elif defined( ACES_FILMIC_TONE_MAPPING )
					gl_FragColor.rgb = ACESFilmicToneMapping( gl_FragColor.rgb );
				#elif defined( AGX_TONE_MAPPING )
					gl_FragColor.rgb = AgXToneMapping( gl_FragColor.rgb );
				#elif defined( NEUTRAL_TONE_MAPPING )
					gl_FragColor.rgb = NeutralToneMapping( gl_FragColor.rgb );
				#elif defined( CUSTOM_TONE_MAPPING )
					gl_FragColor.rgb = CustomToneMapping( gl_FragColor.rgb );
				#endif

				#ifdef SRGB_TRANSFER
					gl_FragColor = sRGBTransferOETF( gl_FragColor );
				#endif
			}`,depthTest:!1,depthWrite:!1}),c=new ur(u,d),f=new Hn(-1,1,1,-1,0,1),M=null,S=null,g=!1,p,T=null,A=[],E=!1;this.setSize=function(w,R){s.setSize(w,R),o!==null&&o.setSize(w,R),l!==null&&l.setSize(w,R);for(let m=0;m<A.length;m++){let x=A[m];x.setSize&&x.setSize(w,R)}},this.setEffects=function(w){A=w,E=A.length>0&&A[0].isRenderPass===!0;let R=s.width,m=s.height;A.length>0&&o===null&&(o=new hi(R,m,{type:di,depthBuffer:!1,stencilBuffer:!1}),l=new hi(R,m,{type:di,depthBuffer:!1,stencilBuffer:!1}));let x=a===!0&&A.some(I=>I.needsDepthTexture===!0);x!==(s.depthTexture!==null)&&(x===!0&&h===null&&(h=new Vr(R,m),n===!0&&(h.format=Xi,h.type=zr)),s.dispose(),s.depthTexture=x?h:null,s.resolveDepthBuffer=x,s.storeMultisampledDepthBuffer=x);for(let I=0;I<A.length;I++){let j=A[I];j.setSize&&j.setSize(R,m),x&&j.needsDepthTexture===!0&&j.setDepthTexture&&j.setDepthTexture(h)}},this.begin=function(w,R){if(g||w.toneMapping===Ri&&A.length===0)return!1;if(T=R,R!==null){let m=R.width,x=R.height;(s.width!==m||s.height!==x)&&this.setSize(m,x)}return E===!1&&w.setRenderTarget(s),p=w.toneMapping,w.toneMapping=Ri,!0},this.hasRenderPass=function(){return E},this.end=function(w,R){w.toneMapping=p,g=!0;let m=s,x=o;for(let I=0;I<A.length;I++){let j=A[I];j.enabled!==!1&&(j.render(w,x,m,R),j.needsSwap!==!1&&(m=x,x=x===o?l:o))}if(M!==w.outputColorSpace||S!==w.toneMapping){M=w.outputColorSpace,S=w.toneMapping,d.defines={},Ve.getTransfer(M)===qe&&(d.defines.SRGB_TRANSFER="");let I=iS[S];I&&(d.defines[I]=""),d.needsUpdate=!0}d.uniforms.tDiffuse.value=m.texture,w.setRenderTarget(T),w.render(c,f),T=null,g=!1},this.isCompositing=function(){return g},this.dispose=function(){s.dispose(),o!==null&&o.dispose(),l!==null&&l.dispose(),u.dispose(),d.dispose()}}var zc=new ei,Hc=new Vr(1,1),Vc=new Tc(1),kc=new pc,Gc=new r_,Wc=new bc,Fh=[],Bh=[],zh=new Float32Array(16),Hh=new Float32Array(9),Vh=new Float32Array(4);function jr(e,t,i){let r=e[0];if(r<=0||r>0)return e;let a=t*i,n=Fh[a];if(n===void 0&&(n=new Float32Array(a),Fh[a]=n),t!==0){r.toArray(n,0);for(let s=1,o=0;s!==t;++s)o+=i,e[s].toArray(n,o)}return n}function ct(e,t){if(e.length!==t.length)return!1;for(let i=0,r=e.length;i<r;i++)if(e[i]!==t[i])return!1;return!0}function dt(e,t){for(let i=0,r=t.length;i<r;i++)e[i]=t[i]}function Vn(e,t){let i=Bh[t];i===void 0&&(i=new Int32Array(t),Bh[t]=i);for(let r=0;r!==t;++r)i[r]=e.allocateTextureUnit();return i}function aS(e,t){let i=this.cache;i[0]!==t&&(e.uniform1f(this.addr,t),i[0]=t)}function nS(e,t){let i=this.cache;if(t.x!==void 0)(i[0]!==t.x||i[1]!==t.y)&&(e.uniform2f(this.addr,t.x,t.y),i[0]=t.x,i[1]=t.y);else{if(ct(i,t))return;e.uniform2fv(this.addr,t),dt(i,t)}}function sS(e,t){let i=this.cache;if(t.x!==void 0)(i[0]!==t.x||i[1]!==t.y||i[2]!==t.z)&&(e.uniform3f(this.addr,t.x,t.y,t.z),i[0]=t.x,i[1]=t.y,i[2]=t.z);else if(t.r!==void 0)(i[0]!==t.r||i[1]!==t.g||i[2]!==t.b)&&(e.uniform3f(this.addr,t.r,t.g,t.b),i[0]=t.r,i[1]=t.g,i[2]=t.b);else{if(ct(i,t))return;e.uniform3fv(this.addr,t),dt(i,t)}}function oS(e,t){let i=this.cache;if(t.x!==void 0)(i[0]!==t.x||i[1]!==t.y||i[2]!==t.z||i[3]!==t.w)&&(e.uniform4f(this.addr,t.x,t.y,t.z,t.w),i[0]=t.x,i[1]=t.y,i[2]=t.z,i[3]=t.w);else{if(ct(i,t))return;e.uniform4fv(this.addr,t),dt(i,t)}}function lS(e,t){let i=this.cache,r=t.elements;if(r===void 0){if(ct(i,t))return;e.uniformMatrix2fv(this.addr,!1,t),dt(i,t)}else{if(ct(i,r))return;Vh.set(r),e.uniformMatrix2fv(this.addr,!1,Vh),dt(i,r)}}function hS(e,t){let i=this.cache,r=t.elements;if(r===void 0){if(ct(i,t))return;e.uniformMatrix3fv(this.addr,!1,t),dt(i,t)}else{if(ct(i,r))return;Hh.set(r),e.uniformMatrix3fv(this.addr,!1,Hh),dt(i,r)}}function uS(e,t){let i=this.cache,r=t.elements;if(r===void 0){if(ct(i,t))return;e.uniformMatrix4fv(this.addr,!1,t),dt(i,t)}else{if(ct(i,r))return;zh.set(r),e.uniformMatrix4fv(this.addr,!1,zh),dt(i,r)}}function cS(e,t){let i=this.cache;i[0]!==t&&(e.uniform1i(this.addr,t),i[0]=t)}function dS(e,t){let i=this.cache;if(t.x!==void 0)(i[0]!==t.x||i[1]!==t.y)&&(e.uniform2i(this.addr,t.x,t.y),i[0]=t.x,i[1]=t.y);else{if(ct(i,t))return;e.uniform2iv(this.addr,t),dt(i,t)}}function pS(e,t){let i=this.cache;if(t.x!==void 0)(i[0]!==t.x||i[1]!==t.y||i[2]!==t.z)&&(e.uniform3i(this.addr,t.x,t.y,t.z),i[0]=t.x,i[1]=t.y,i[2]=t.z);else{if(ct(i,t))return;e.uniform3iv(this.addr,t),dt(i,t)}}function fS(e,t){let i=this.cache;if(t.x!==void 0)(i[0]!==t.x||i[1]!==t.y||i[2]!==t.z||i[3]!==t.w)&&(e.uniform4i(this.addr,t.x,t.y,t.z,t.w),i[0]=t.x,i[1]=t.y,i[2]=t.z,i[3]=t.w);else{if(ct(i,t))return;e.uniform4iv(this.addr,t),dt(i,t)}}function mS(e,t){let i=this.cache;i[0]!==t&&(e.uniform1ui(this.addr,t),i[0]=t)}function gS(e,t){let i=this.cache;if(t.x!==void 0)(i[0]!==t.x||i[1]!==t.y)&&(e.uniform2ui(this.addr,t.x,t.y),i[0]=t.x,i[1]=t.y);else{if(ct(i,t))return;e.uniform2uiv(this.addr,t),dt(i,t)}}function _S(e,t){let i=this.cache;if(t.x!==void 0)(i[0]!==t.x||i[1]!==t.y||i[2]!==t.z)&&(e.uniform3ui(this.addr,t.x,t.y,t.z),i[0]=t.x,i[1]=t.y,i[2]=t.z);else{if(ct(i,t))return;e.uniform3uiv(this.addr,t),dt(i,t)}}function vS(e,t){let i=this.cache;if(t.x!==void 0)(i[0]!==t.x||i[1]!==t.y||i[2]!==t.z||i[3]!==t.w)&&(e.uniform4ui(this.addr,t.x,t.y,t.z,t.w),i[0]=t.x,i[1]=t.y,i[2]=t.z,i[3]=t.w);else{if(ct(i,t))return;e.uniform4uiv(this.addr,t),dt(i,t)}}function kn(e){return e.version===0&&(e.compareFunction=lc,e.needsUpdate=!0),e}function MS(e,t,i){let r=this.cache,a=i.allocateTextureUnit();r[0]!==a&&(e.uniform1i(this.addr,a),r[0]=a);let n;this.type===e.SAMPLER_2D_SHADOW?n=kn(Hc):n=zc,i.setTexture2D(t||n,a)}function SS(e,t,i){let r=this.cache,a=i.allocateTextureUnit();r[0]!==a&&(e.uniform1i(this.addr,a),r[0]=a),i.setTexture3D(t||Gc,a)}function yS(e,t,i){let r=this.cache,a=i.allocateTextureUnit();r[0]!==a&&(e.uniform1i(this.addr,a),r[0]=a);let n;this.type===e.SAMPLER_CUBE_SHADOW?n=kn(Vc):n=Wc,i.setTextureCube(t||n,a)}function xS(e,t,i){let r=this.cache,a=i.allocateTextureUnit();r[0]!==a&&(e.uniform1i(this.addr,a),r[0]=a),i.setTexture2DArray(t||kc,a)}function ES(e){switch(e){case 5126:return aS;case 35664:return nS;case 35665:return sS;case 35666:return oS;case 35674:return lS;case 35675:return hS;case 35676:return uS;case 5124:case 35670:return cS;case 35667:case 35671:return dS;case 35668:case 35672:return pS;case 35669:case 35673:return fS;case 5125:return mS;case 36294:return gS;case 36295:return _S;case 36296:return vS;case 35678:case 36198:case 36298:case 36306:case 35682:return MS;case 35679:case 36299:case 36307:return SS;case 35680:case 36300:case 36308:case 36293:return yS;case 36289:case 36303:case 36311:case 36292:return xS}}function bS(e,t){e.uniform1fv(this.addr,t)}function TS(e,t){let i=jr(t,this.size,2);e.uniform2fv(this.addr,i)}function wS(e,t){let i=jr(t,this.size,3);e.uniform3fv(this.addr,i)}function AS(e,t){let i=jr(t,this.size,4);e.uniform4fv(this.addr,i)}function RS(e,t){let i=jr(t,this.size,4);e.uniformMatrix2fv(this.addr,!1,i)}function CS(e,t){let i=jr(t,this.size,9);e.uniformMatrix3fv(this.addr,!1,i)}function LS(e,t){let i=jr(t,this.size,16);e.uniformMatrix4fv(this.addr,!1,i)}function PS(e,t){e.uniform1iv(this.addr,t)}function NS(e,t){e.uniform2iv(this.addr,t)}function DS(e,t){e.uniform3iv(this.addr,t)}function IS(e,t){e.uniform4iv(this.addr,t)}function US(e,t){e.uniform1uiv(this.addr,t)}function OS(e,t){e.uniform2uiv(this.addr,t)}function FS(e,t){e.uniform3uiv(this.addr,t)}function BS(e,t){e.uniform4uiv(this.addr,t)}function zS(e,t,i){let r=this.cache,a=t.length,n=Vn(i,a);ct(r,n)||(e.uniform1iv(this.addr,n),dt(r,n));let s;this.type===e.SAMPLER_2D_SHADOW?s=kn(Hc):s=zc;for(let o=0;o!==a;++o)i.setTexture2D(t[o]||s,n[o])}function HS(e,t,i){let r=this.cache,a=t.length,n=Vn(i,a);ct(r,n)||(e.uniform1iv(this.addr,n),dt(r,n));for(let s=0;s!==a;++s)i.setTexture3D(t[s]||Gc,n[s])}function VS(e,t,i){let r=this.cache,a=t.length,n=Vn(i,a);ct(r,n)||(e.uniform1iv(this.addr,n),dt(r,n));let s;this.type===e.SAMPLER_CUBE_SHADOW?s=kn(Vc):s=Wc;for(let o=0;o!==a;++o)i.setTextureCube(t[o]||s,n[o])}function kS(e,t,i){let r=this.cache,a=t.length,n=Vn(i,a);ct(r,n)||(e.uniform1iv(this.addr,n),dt(r,n));for(let s=0;s!==a;++s)i.setTexture2DArray(t[s]||kc,n[s])}function GS(e){switch(e){case 5126:return bS;case 35664:return TS;case 35665:return wS;case 35666:return AS;case 35674:return RS;case 35675:return CS;case 35676:return LS;case 5124:case 35670:return PS;case 35667:case 35671:return NS;case 35668:case 35672:return DS;case 35669:case 35673:return IS;case 5125:return US;case 36294:return OS;case 36295:return FS;case 36296:return BS;case 35678:case 36198:case 36298:case 36306:case 35682:return zS;case 35679:case 36299:case 36307:return HS;case 35680:case 36300:case 36308:case 36293:return VS;case 36289:case 36303:case 36311:case 36292:return kS}}var WS=class{constructor(e,t,i){this.id=e,this.addr=i,this.cache=[],this.type=t.type,this.setValue=ES(t.type)}},XS=class{constructor(e,t,i){this.id=e,this.addr=i,this.cache=[],this.type=t.type,this.size=t.size,this.setValue=GS(t.type)}},jS=class{constructor(e){this.id=e,this.seq=[],this.map={}}setValue(e,t,i){let r=this.seq;for(let a=0,n=r.length;a!==n;++a){let s=r[a];s.setValue(e,t[s.id],i)}}},Cs=/(\w+)(\])?(\[|\.)?/g;function kh(e,t){e.seq.push(t),e.map[t.id]=t}function YS(e,t,i){let r=e.name,a=r.length;for(Cs.lastIndex=0;;){let n=Cs.exec(r),s=Cs.lastIndex,o=n[1],l=n[2]==="]",h=n[3];if(l&&(o=o|0),h===void 0||h==="["&&s+2===a){kh(i,h===void 0?new WS(o,e,t):new XS(o,e,t));break}else{let u=i.map[o];u===void 0&&(u=new jS(o),kh(i,u)),i=u}}}var _n=class{constructor(e,t){this.seq=[],this.map={};let i=e.getProgramParameter(t,e.ACTIVE_UNIFORMS);for(let n=0;n<i;++n){let s=e.getActiveUniform(t,n),o=e.getUniformLocation(t,s.name);YS(s,o,this)}let r=[],a=[];for(let n of this.seq)n.type===e.SAMPLER_2D_SHADOW||n.type===e.SAMPLER_CUBE_SHADOW||n.type===e.SAMPLER_2D_ARRAY_SHADOW?r.push(n):a.push(n);r.length>0&&(this.seq=r.concat(a))}setValue(e,t,i,r){let a=this.map[t];a!==void 0&&a.setValue(e,i,r)}setOptional(e,t,i){let r=t[i];r!==void 0&&this.setValue(e,i,r)}static upload(e,t,i,r){for(let a=0,n=t.length;a!==n;++a){let s=t[a],o=i[s.id];o.needsUpdate!==!1&&s.setValue(e,o.value,r)}}static seqWithValue(e,t){let i=[];for(let r=0,a=e.length;r!==a;++r){let n=e[r];n.id in t&&i.push(n)}return i}};function Gh(e,t,i){let r=e.createShader(t);return e.shaderSource(r,i),e.compileShader(r),r}var qS=37297,KS=0;function ZS(e,t){let i=e.split(`
`),r=[],a=Math.max(t-6,0),n=Math.min(t+6,i.length);for(let s=a;s<n;s++){let o=s+1;r.push(`${o===t?">":" "} ${o}: ${i[s]}`)}return r.join(`
`)}var Wh=new Ie;function $S(e){Ve._getMatrix(Wh,Ve.workingColorSpace,e);let t=`mat3( ${Wh.elements.map(i=>i.toFixed(4))} )`;switch(Ve.getTransfer(e)){case Ln:return[t,"LinearTransferOETF"];case qe:return[t,"sRGBTransferOETF"];default:return Le("WebGLProgram: Unsupported color space: ",e),[t,"LinearTransferOETF"]}}function Xh(e,t,i){let r=e.getShaderParameter(t,e.COMPILE_STATUS),a=(e.getShaderInfoLog(t)||"").trim();if(r&&a==="")return"";let n=/ERROR: 0:(\d+)/.exec(a);if(n){let s=parseInt(n[1]);return i.toUpperCase()+`

`+a+`

`+ZS(e.getShaderSource(t),s)}else return a}function JS(e,t){let i=$S(t);return[`vec4 ${e}( vec4 value ) {`,`	return ${i[1]}( vec4( ${i[0]} * value.rgb, value.a ) );`,"}"].join(`
`)}var QS={[Xu]:"Linear",[ju]:"Reinhard",[Yu]:"Cineon",[qu]:"ACESFilmic",[Zu]:"AgX",[$u]:"Neutral",[Ku]:"Custom"};function ey(e,t){let i=QS[t];return i===void 0?(Le("WebGLProgram: Unsupported toneMapping:",t),"vec3 "+e+"( vec3 color ) { return LinearToneMapping( color ); }"):"vec3 "+e+"( vec3 color ) { return "+i+"ToneMapping( color ); }"}var rn=new W;function ty(){Ve.getLuminanceCoefficients(rn);let e=rn.x.toFixed(4),t=rn.y.toFixed(4),i=rn.z.toFixed(4);return["float luminance( const in vec3 rgb ) {",`	const vec3 weights = vec3( ${e}, ${t}, ${i} );`,"	return dot( weights, rgb );","}"].join(`
`)}function iy(e){return[e.extensionClipCullDistance?"#extension GL_ANGLE_clip_cull_distance : require":"",e.extensionMultiDraw?"#extension GL_ANGLE_multi_draw : require":""].filter(na).join(`
`)}function ry(e){let t=[];for(let i in e){let r=e[i];r!==!1&&t.push("#define "+i+" "+r)}return t.join(`
`)}function ay(e,t){let i={},r=e.getProgramParameter(t,e.ACTIVE_ATTRIBUTES);for(let a=0;a<r;a++){let n=e.getActiveAttrib(t,a),s=n.name,o=1;n.type===e.FLOAT_MAT2&&(o=2),n.type===e.FLOAT_MAT3&&(o=3),n.type===e.FLOAT_MAT4&&(o=4),i[s]={type:n.type,location:e.getAttribLocation(t,s),locationSize:o}}return i}function na(e){return e!==""}function jh(e,t){let i=t.numSpotLightShadows+t.numSpotLightMaps-t.numSpotLightShadowsWithMaps;return e.replace(/NUM_SUN_LIGHTS/g,t.numSunLights).replace(/NUM_DIR_LIGHTS/g,t.numDirLights).replace(/NUM_SPOT_LIGHTS/g,t.numSpotLights).replace(/NUM_SPOT_LIGHT_MAPS/g,t.numSpotLightMaps).replace(/NUM_SPOT_LIGHT_COORDS/g,i).replace(/NUM_RECT_AREA_LIGHTS/g,t.numRectAreaLights).replace(/NUM_POINT_LIGHTS/g,t.numPointLights).replace(/NUM_HEMI_LIGHTS/g,t.numHemiLights).replace(/NUM_SUN_LIGHT_SHADOWS/g,t.numSunLightShadows).replace(/NUM_DIR_LIGHT_SHADOWS/g,t.numDirLightShadows).replace(/NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS/g,t.numSpotLightShadowsWithMaps).replace(/NUM_SPOT_LIGHT_SHADOWS/g,t.numSpotLightShadows).replace(/NUM_POINT_LIGHT_SHADOWS/g,t.numPointLightShadows).replace(/NUM_LIGHT_PROBE_GRIDS/g,t.numLightProbeGrids)}function Yh(e,t){return e.replace(/NUM_CLIPPING_PLANES/g,t.numClippingPlanes).replace(/UNION_CLIPPING_PLANES/g,t.numClippingPlanes-t.numClipIntersection)}var ny=/^[ \t]*#include +<([\w\d./]+)>/gm;function No(e){return e.replace(ny,sy)}function sy(e,t){let i=Oe[t];if(i===void 0)throw new Error("THREE.WebGLProgram: Can not resolve #include <"+t+">");return No(i)}var oy=/#pragma unroll_loop_start\s+for\s*\(\s*int\s+i\s*=\s*(\d+)\s*;\s*i\s*<\s*(\d+)\s*;\s*i\s*\+\+\s*\)\s*{([\s\S]+?)}\s+#pragma unroll_loop_end/g;function qh(e){return e.replace(oy,ly)}function ly(e,t,i,r){let a="";for(let n=parseInt(t);n<parseInt(i);n++)a+=r.replace(/\[\s*i\s*\]/g,"[ "+n+" ]").replace(/UNROLLED_LOOP_INDEX/g,n);return a}function Kh(e){let t=`precision ${e.precision} float;
	precision ${e.precision} int;
	precision ${e.precision} sampler2D;
	precision ${e.precision} samplerCube;
	precision ${e.precision} sampler3D;
	precision ${e.precision} sampler2DArray;
	precision ${e.precision} sampler2DShadow;
	precision ${e.precision} samplerCubeShadow;
	precision ${e.precision} sampler2DArrayShadow;
	precision ${e.precision} isampler2D;
	precision ${e.precision} isampler3D;
	precision ${e.precision} isamplerCube;
	precision ${e.precision} isampler2DArray;
	precision ${e.precision} usampler2D;
	precision ${e.precision} usampler3D;
	precision ${e.precision} usamplerCube;
	precision ${e.precision} usampler2DArray;
	`;return e.precision==="highp"?t+=`
#define HIGH_PRECISION`:e.precision==="mediump"?t+=`
#define MEDIUM_PRECISION`:e.precision==="lowp"&&(t+=`
#define LOW_PRECISION`),t}var hy={[hn]:"SHADOWMAP_TYPE_PCF",[aa]:"SHADOWMAP_TYPE_VSM"};function uy(e){return hy[e.shadowMapType]||"SHADOWMAP_TYPE_BASIC"}var cy={[fa]:"ENVMAP_MODE_REFRACTION"};function dy(e){return e.envMap===!1?"ENVMAP_MODE_REFLECTION":cy[e.envMapMode]||"ENVMAP_MODE_REFLECTION"}var py={[Wu]:"ENVMAP_BLENDING_MULTIPLY",[Mg]:"ENVMAP_BLENDING_MIX",[Sg]:"ENVMAP_BLENDING_ADD"};function fy(e){return e.envMap===!1?"ENVMAP_BLENDING_NONE":py[e.combine]||"ENVMAP_BLENDING_NONE"}function my(e,t,i,r){let a=e.getContext(),n=i.defines,s=i.vertexShader,o=i.fragmentShader,l=uy(i),h=i.envMapPMREM===!0?"ENVMAP_TYPE_PMREM":"ENVMAP_TYPE_CUBE",u=dy(i),d=fy(i),c=iy(i),f=ry(n),M=a.createProgram(),S,g,p=i.glslVersion?"#version "+i.glslVersion+`
`:"";i.isRawShaderMaterial?(S=["#define SHADER_TYPE "+i.shaderType,"#define SHADER_NAME "+i.shaderName,f].filter(na).join(`
`),S.length>0&&(S+=`
`),g=["#define SHADER_TYPE "+i.shaderType,"#define SHADER_NAME "+i.shaderName,f].filter(na).join(`
`),g.length>0&&(g+=`
`)):(S=[Kh(i),"#define SHADER_TYPE "+i.shaderType,"#define SHADER_NAME "+i.shaderName,f,i.extensionClipCullDistance?"#define USE_CLIP_DISTANCE":"",i.batching?"#define USE_BATCHING":"",i.batchingColor?"#define USE_BATCHING_COLOR":"",i.instancing?"#define USE_INSTANCING":"",i.instancingColor?"#define USE_INSTANCING_COLOR":"",i.instancingMorph?"#define USE_INSTANCING_MORPH":"",i.useFog&&i.fog?"#define USE_FOG":"",i.useFog&&i.fogExp2?"#define FOG_EXP2":"",i.map?"#define USE_MAP":"",i.envMap?"#define USE_ENVMAP":"",i.envMap?"#define "+u:"",i.lightMap?"#define USE_LIGHTMAP":"",i.aoMap?"#define USE_AOMAP":"",i.bumpMap?"#define USE_BUMPMAP":"",i.normalMap?"#define USE_NORMALMAP":"",i.normalMapObjectSpace?"#define USE_NORMALMAP_OBJECTSPACE":"",i.normalMapTangentSpace?"#define USE_NORMALMAP_TANGENTSPACE":"",i.displacementMap?"#define USE_DISPLACEMENTMAP":"",i.emissiveMap?"#define USE_EMISSIVEMAP":"",i.anisotropy?"#define USE_ANISOTROPY":"",i.anisotropyMap?"#define USE_ANISOTROPYMAP":"",i.clearcoatMap?"#define USE_CLEARCOATMAP":"",i.clearcoatRoughnessMap?"#define USE_CLEARCOAT_ROUGHNESSMAP":"",i.clearcoatNormalMap?"#define USE_CLEARCOAT_NORMALMAP":"",i.diffuseRoughnessMap?"#define USE_DIFFUSE_ROUGHNESSMAP":"",i.iridescenceMap?"#define USE_IRIDESCENCEMAP":"",i.iridescenceThicknessMap?"#define USE_IRIDESCENCE_THICKNESSMAP":"",i.specularMap?"#define USE_SPECULARMAP":"",i.specularColorMap?"#define USE_SPECULAR_COLORMAP":"",i.specularIntensityMap?"#define USE_SPECULAR_INTENSITYMAP":"",i.roughnessMap?"#define USE_ROUGHNESSMAP":"",i.metalnessMap?"#define USE_METALNESSMAP":"",i.alphaMap?"#define USE_ALPHAMAP":"",i.alphaHash?"#define USE_ALPHAHASH":"",i.transmission?"#define USE_TRANSMISSION":"",i.transmissionMap?"#define USE_TRANSMISSIONMAP":"",i.thicknessMap?"#define USE_THICKNESSMAP":"",i.sheenColorMap?"#define USE_SHEEN_COLORMAP":"",i.sheenRoughnessMap?"#define USE_SHEEN_ROUGHNESSMAP":"",i.mapUv?"#define MAP_UV "+i.mapUv:"",i.alphaMapUv?"#define ALPHAMAP_UV "+i.alphaMapUv:"",i.lightMapUv?"#define LIGHTMAP_UV "+i.lightMapUv:"",i.aoMapUv?"#define AOMAP_UV "+i.aoMapUv:"",i.emissiveMapUv?"#define EMISSIVEMAP_UV "+i.emissiveMapUv:"",i.bumpMapUv?"#define BUMPMAP_UV "+i.bumpMapUv:"",i.normalMapUv?"#define NORMALMAP_UV "+i.normalMapUv:"",i.displacementMapUv?"#define DISPLACEMENTMAP_UV "+i.displacementMapUv:"",i.metalnessMapUv?"#define METALNESSMAP_UV "+i.metalnessMapUv:"",i.roughnessMapUv?"#define ROUGHNESSMAP_UV "+i.roughnessMapUv:"",i.anisotropyMapUv?"#define ANISOTROPYMAP_UV "+i.anisotropyMapUv:"",i.clearcoatMapUv?"#define CLEARCOATMAP_UV "+i.clearcoatMapUv:"",i.clearcoatNormalMapUv?"#define CLEARCOAT_NORMALMAP_UV "+i.clearcoatNormalMapUv:"",i.clearcoatRoughnessMapUv?"#define CLEARCOAT_ROUGHNESSMAP_UV "+i.clearcoatRoughnessMapUv:"",i.diffuseRoughnessMapUv?"#define DIFFUSE_ROUGHNESSMAP_UV "+i.diffuseRoughnessMapUv:"",i.iridescenceMapUv?"#define IRIDESCENCEMAP_UV "+i.iridescenceMapUv:"",i.iridescenceThicknessMapUv?"#define IRIDESCENCE_THICKNESSMAP_UV "+i.iridescenceThicknessMapUv:"",i.sheenColorMapUv?"#define SHEEN_COLORMAP_UV "+i.sheenColorMapUv:"",i.sheenRoughnessMapUv?"#define SHEEN_ROUGHNESSMAP_UV "+i.sheenRoughnessMapUv:"",i.specularMapUv?"#define SPECULARMAP_UV "+i.specularMapUv:"",i.specularColorMapUv?"#define SPECULAR_COLORMAP_UV "+i.specularColorMapUv:"",i.specularIntensityMapUv?"#define SPECULAR_INTENSITYMAP_UV "+i.specularIntensityMapUv:"",i.transmissionMapUv?"#define TRANSMISSIONMAP_UV "+i.transmissionMapUv:"",i.thicknessMapUv?"#define THICKNESSMAP_UV "+i.thicknessMapUv:"",i.vertexTangents&&i.flatShading===!1?"#define USE_TANGENT":"",i.vertexNormals?"#define HAS_NORMAL":"",i.vertexColors?"#define USE_COLOR":"",i.vertexAlphas?"#define USE_COLOR_ALPHA":"",i.vertexUv1s?"#define USE_UV1":"",i.vertexUv2s?"#define USE_UV2":"",i.vertexUv3s?"#define USE_UV3":"",i.pointsUvs?"#define USE_POINTS_UV":"",i.flatShading?"#define FLAT_SHADED":"",i.skinning?"#define USE_SKINNING":"",i.morphTargets?"#define USE_MORPHTARGETS":"",i.morphNormals&&i.flatShading===!1?"#define USE_MORPHNORMALS":"",i.morphColors?"#define USE_MORPHCOLORS":"",i.morphTargetsCount>0?"#define MORPHTARGETS_TEXTURE_STRIDE "+i.morphTextureStride:"",i.morphTargetsCount>0?"#define MORPHTARGETS_COUNT "+i.morphTargetsCount:"",i.doubleSided?"#define DOUBLE_SIDED":"",i.flipSided?"#define FLIP_SIDED":"",i.shadowMapEnabled?"#define USE_SHADOWMAP":"",i.shadowMapEnabled?"#define "+l:"",i.sizeAttenuation?"#define USE_SIZEATTENUATION":"",i.numLightProbes>0?"#define USE_LIGHT_PROBES":"",i.logarithmicDepthBuffer?"#define USE_LOGARITHMIC_DEPTH_BUFFER":"",i.reversedDepthBuffer?"#define USE_REVERSED_DEPTH_BUFFER":"","uniform mat4 modelMatrix;","uniform mat4 modelViewMatrix;","uniform mat4 projectionMatrix;","uniform mat4 viewMatrix;","uniform mat3 normalMatrix;","uniform vec3 cameraPosition;","uniform bool isOrthographic;","#ifdef USE_INSTANCING","	attribute mat4 instanceMatrix;","#endif","#ifdef USE_INSTANCING_COLOR","	attribute vec3 instanceColor;","#endif","#ifdef USE_INSTANCING_MORPH","	uniform sampler2D morphTexture;","#endif","attribute vec3 position;","attribute vec3 normal;","attribute vec2 uv;","#ifdef USE_UV1","	attribute vec2 uv1;","#endif","#ifdef USE_UV2","	attribute vec2 uv2;","#endif","#ifdef USE_UV3","	attribute vec2 uv3;","#endif","#ifdef USE_TANGENT","	attribute vec4 tangent;","#endif","#if defined( USE_COLOR_ALPHA )","	attribute vec4 color;","#elif defined( USE_COLOR )","	attribute vec3 color;","#endif","#ifdef USE_SKINNING","	attribute vec4 skinIndex;","	attribute vec4 skinWeight;","#endif",`
`].filter(na).join(`
`),g=[Kh(i),"#define SHADER_TYPE "+i.shaderType,"#define SHADER_NAME "+i.shaderName,f,i.useFog&&i.fog?"#define USE_FOG":"",i.useFog&&i.fogExp2?"#define FOG_EXP2":"",i.alphaToCoverage?"#define ALPHA_TO_COVERAGE":"",i.map?"#define USE_MAP":"",i.matcap?"#define USE_MATCAP":"",i.envMap?"#define USE_ENVMAP":"",i.envMap?"#define "+h:"",i.envMap?"#define "+u:"",i.envMap?"#define "+d:"",i.envMapPMREM?"#define ENVMAP_MAX_LOD "+i.envMapMaxLod+".0":"",i.envMapPMREM?"#define ENVMAP_SIZE "+i.envMapSize+".0":"",i.lightMap?"#define USE_LIGHTMAP":"",i.aoMap?"#define USE_AOMAP":"",i.bumpMap?"#define USE_BUMPMAP":"",i.normalMap?"#define USE_NORMALMAP":"",i.normalMapObjectSpace?"#define USE_NORMALMAP_OBJECTSPACE":"",i.normalMapTangentSpace?"#define USE_NORMALMAP_TANGENTSPACE":"",i.packedNormalMap?"#define USE_PACKED_NORMALMAP":"",i.emissiveMap?"#define USE_EMISSIVEMAP":"",i.anisotropy?"#define USE_ANISOTROPY":"",i.anisotropyMap?"#define USE_ANISOTROPYMAP":"",i.clearcoat?"#define USE_CLEARCOAT":"",i.clearcoatMap?"#define USE_CLEARCOATMAP":"",i.clearcoatRoughnessMap?"#define USE_CLEARCOAT_ROUGHNESSMAP":"",i.clearcoatNormalMap?"#define USE_CLEARCOAT_NORMALMAP":"",i.diffuseRoughness?"#define USE_DIFFUSE_ROUGHNESS":"",i.diffuseRoughnessMap?"#define USE_DIFFUSE_ROUGHNESSMAP":"",i.dispersion?"#define USE_DISPERSION":"",i.retroreflection?"#define USE_RETROREFLECTION":"",i.iridescence?"#define USE_IRIDESCENCE":"",i.iridescenceMap?"#define USE_IRIDESCENCEMAP":"",i.iridescenceThicknessMap?"#define USE_IRIDESCENCE_THICKNESSMAP":"",i.specularMap?"#define USE_SPECULARMAP":"",i.specularColorMap?"#define USE_SPECULAR_COLORMAP":"",i.specularIntensityMap?"#define USE_SPECULAR_INTENSITYMAP":"",i.roughnessMap?"#define USE_ROUGHNESSMAP":"",i.metalnessMap?"#define USE_METALNESSMAP":"",i.alphaMap?"#define USE_ALPHAMAP":"",i.alphaTest?"#define USE_ALPHATEST":"",i.alphaHash?"#define USE_ALPHAHASH":"",i.sheen?"#define USE_SHEEN":"",i.sheenColorMap?"#define USE_SHEEN_COLORMAP":"",i.sheenRoughnessMap?"#define USE_SHEEN_ROUGHNESSMAP":"",i.transmission?"#define USE_TRANSMISSION":"",i.transmissionMap?"#define USE_TRANSMISSIONMAP":"",i.thicknessMap?"#define USE_THICKNESSMAP":"",i.vertexTangents&&i.flatShading===!1?"#define USE_TANGENT":"",i.vertexColors||i.instancingColor?"#define USE_COLOR":"",i.vertexAlphas||i.batchingColor?"#define USE_COLOR_ALPHA":"",i.vertexUv1s?"#define USE_UV1":"",i.vertexUv2s?"#define USE_UV2":"",i.vertexUv3s?"#define USE_UV3":"",i.pointsUvs?"#define USE_POINTS_UV":"",i.gradientMap?"#define USE_GRADIENTMAP":"",i.flatShading?"#define FLAT_SHADED":"",i.doubleSided?"#define DOUBLE_SIDED":"",i.flipSided?"#define FLIP_SIDED":"",i.shadowMapEnabled?"#define USE_SHADOWMAP":"",i.shadowMapEnabled?"#define "+l:"",i.premultipliedAlpha?"#define PREMULTIPLIED_ALPHA":"",i.numLightProbes>0?"#define USE_LIGHT_PROBES":"",i.decodeVideoTexture?"#define DECODE_VIDEO_TEXTURE":"",i.decodeVideoTextureEmissive?"#define DECODE_VIDEO_TEXTURE_EMISSIVE":"",i.logarithmicDepthBuffer?"#define USE_LOGARITHMIC_DEPTH_BUFFER":"",i.reversedDepthBuffer?"#define USE_REVERSED_DEPTH_BUFFER":"","uniform mat4 viewMatrix;","uniform vec3 cameraPosition;","uniform bool isOrthographic;",i.toneMapping!==Ri?"#define TONE_MAPPING":"",i.toneMapping!==Ri?Oe.tonemapping_pars_fragment:"",i.toneMapping!==Ri?ey("toneMapping",i.toneMapping):"",i.dithering?"#define DITHERING":"",i.opaque?"#define OPAQUE":"",Oe.colorspace_pars_fragment,JS("linearToOutputTexel",i.outputColorSpace),ty(),i.useDepthPacking?"#define DEPTH_PACKING "+i.depthPacking:"",`
`].filter(na).join(`
`)),s=No(s),s=jh(s,i),s=Yh(s,i),o=No(o),o=jh(o,i),o=Yh(o,i),s=qh(s),o=qh(o),i.isRawShaderMaterial!==!0&&(p=`#version 300 es
`,S=[c,"#define attribute in","#define varying out","#define texture2D texture"].join(`
`)+`
`+S,g=["#define varying in",i.glslVersion===ah?"":"layout(location = 0) out highp vec4 pc_fragColor;",i.glslVersion===ah?"":"#define gl_FragColor pc_fragColor","#define gl_FragDepthEXT gl_FragDepth","#define texture2D texture","#define textureCube texture","#define texture2DProj textureProj","#define texture2DLodEXT textureLod","#define texture2DProjLodEXT textureProjLod","#define textureCubeLodEXT textureLod","#define texture2DGradEXT textureGrad","#define texture2DProjGradEXT textureProjGrad","#define textureCubeGradEXT textureGrad"].join(`
`)+`
`+g);let T=p+S+s,A=p+g+o,E=Gh(a,a.VERTEX_SHADER,T),w=Gh(a,a.FRAGMENT_SHADER,A);a.attachShader(M,E),a.attachShader(M,w),i.index0AttributeName!==void 0?a.bindAttribLocation(M,0,i.index0AttributeName):i.hasPositionAttribute===!0&&a.bindAttribLocation(M,0,"position"),a.linkProgram(M);function R(j){if(e.debug.checkShaderErrors){let O=a.getProgramInfoLog(M)||"",G=a.getShaderInfoLog(E)||"",J=a.getShaderInfoLog(w)||"",y=O.trim(),N=G.trim(),D=J.trim(),L=!0,Z=!0;if(a.getProgramParameter(M,a.LINK_STATUS)===!1)if(L=!1,typeof e.debug.onShaderError=="function")e.debug.onShaderError(a,M,E,w);else{let B=Xh(a,E,"vertex"),k=Xh(a,w,"fragment");Pe("WebGLProgram: Shader Error "+a.getError()+" - VALIDATE_STATUS "+a.getProgramParameter(M,a.VALIDATE_STATUS)+`

Material Name: `+j.name+`
Material Type: `+j.type+`

Program Info Log: `+y+`
`+B+`
`+k)}else y!==""?Le("WebGLProgram: Program Info Log:",y):(N===""||D==="")&&(Z=!1);Z&&(j.diagnostics={runnable:L,programLog:y,vertexShader:{log:N,prefix:S},fragmentShader:{log:D,prefix:g}})}a.deleteShader(E),a.deleteShader(w),m=new _n(a,M),x=ay(a,M)}let m;this.getUniforms=function(){return m===void 0&&R(this),m};let x;this.getAttributes=function(){return x===void 0&&R(this),x};let I=i.rendererExtensionParallelShaderCompile===!1;return this.isReady=function(){return I===!1&&(I=a.getProgramParameter(M,qS)),I},this.destroy=function(){r.releaseStatesOfProgram(this),a.deleteProgram(M),this.program=void 0},this.type=i.shaderType,this.name=i.shaderName,this.id=KS++,this.cacheKey=t,this.usedTimes=1,this.program=M,this.vertexShader=E,this.fragmentShader=w,this}var gy=0,_y=class{constructor(){this.shaderCache=new Map,this.materialCache=new Map}update(e,t,i){let r=this._getShaderCacheForMaterial(e);return r.has(t)===!1&&(r.add(t),t.usedTimes++),r.has(i)===!1&&(r.add(i),i.usedTimes++),this}remove(e){let t=this.materialCache.get(e);for(let i of t)i.usedTimes--,i.usedTimes===0&&this.shaderCache.delete(i.code);return this.materialCache.delete(e),this}getVertexShaderStage(e){return this._getShaderStage(e.vertexShader)}getFragmentShaderStage(e){return this._getShaderStage(e.fragmentShader)}dispose(){this.shaderCache.clear(),this.materialCache.clear()}_getShaderCacheForMaterial(e){let t=this.materialCache,i=t.get(e);return i===void 0&&(i=new Set,t.set(e,i)),i}_getShaderStage(e){let t=this.shaderCache,i=t.get(e);return i===void 0&&(i=new vy(e),t.set(e,i)),i}},vy=class{constructor(e){this.id=gy++,this.code=e,this.usedTimes=0}};function My(e){return e===hr||e===wn||e===An}function Sy(e,t,i,r,a,n){let s=new gc,o=new _y,l=new Set,h=[],u=new Map,d=r.logarithmicDepthBuffer,c={MeshDepthMaterial:"depth",MeshDistanceMaterial:"distance",MeshNormalMaterial:"normal",MeshBasicMaterial:"basic",MeshLambertMaterial:"lambert",MeshPhongMaterial:"phong",MeshToonMaterial:"toon",MeshStandardMaterial:"physical",MeshPhysicalMaterial:"physical",MeshMatcapMaterial:"matcap",LineBasicMaterial:"basic",LineDashedMaterial:"dashed",PointsMaterial:"points",ShadowMaterial:"shadow",SpriteMaterial:"sprite"};function f(m){return l.add(m),m===0?"uv":`uv${m}`}function M(m,x,I,j,O,G){let J=j.fog,y=O.geometry,N=m.isMeshStandardMaterial||m.isMeshLambertMaterial||m.isMeshPhongMaterial?j.environment:null,D=m.isMeshStandardMaterial||m.isMeshLambertMaterial&&!m.envMap||m.isMeshPhongMaterial&&!m.envMap,L=t.get(m.envMap||N,D),Z=c[m.type],B=r.precision;m.precision!==null&&(B=r.getMaxPrecision(m.precision),B!==m.precision&&Le("WebGLProgram.getParameters:",m.precision,"not supported, using",B,"instead."));let k=y.morphAttributes.position||y.morphAttributes.normal||y.morphAttributes.color,$=k!==void 0?k.length:0,ge=0;y.morphAttributes.position!==void 0&&(ge=1),y.morphAttributes.normal!==void 0&&(ge=2),y.morphAttributes.color!==void 0&&(ge=3);let q,Q,pe,ye;if(Z){let Me=ai[Z];q=Me.vertexShader,Q=Me.fragmentShader}else{q=m.vertexShader,Q=m.fragmentShader;let Me=o.getVertexShaderStage(m),et=o.getFragmentShaderStage(m);o.update(m,Me,et),pe=Me.id,ye=et.id}let xe=e.getRenderTarget(),ne=e.state.buffers.depth.getReversed(),Ue=O.isInstancedMesh===!0,We=O.isBatchedMesh===!0,Ae=!!m.map,gt=!!m.matcap,Tt=!!L,_t=Tt&&L.isPMREMTexture===!0,at=!!m.aoMap,Ct=!!m.lightMap,Ot=!!m.bumpMap&&m.wireframe===!1,nt=!!m.normalMap,St=!!m.displacementMap,Lt=!!m.emissiveMap,Pt=!!m.metalnessMap,Wt=!!m.roughnessMap,F=m.anisotropy>0,Xt=m.clearcoat>0,Ke=m.diffuseRoughness>0,pt=m.dispersion>0,fe=m.retroreflectivity>0,$e=m.iridescence>0,Re=m.sheen>0,Ne=m.transmission>0,yt=F&&!!m.anisotropyMap,b=Xt&&!!m.clearcoatMap,_=Xt&&!!m.clearcoatNormalMap,H=Xt&&!!m.clearcoatRoughnessMap,ie=Ke&&!!m.diffuseRoughnessMap,K=$e&&!!m.iridescenceMap,ue=$e&&!!m.iridescenceThicknessMap,oe=Re&&!!m.sheenColorMap,U=Re&&!!m.sheenRoughnessMap,ee=!!m.specularMap,_e=!!m.specularColorMap,C=!!m.specularIntensityMap,Y=Ne&&!!m.transmissionMap,te=Ne&&!!m.thicknessMap,ae=!!m.gradientMap,ce=!!m.alphaMap,le=m.alphaTest>0,Te=!!m.alphaHash,re=!!m.extensions,De=Ri;m.toneMapped&&(xe===null||xe.isXRRenderTarget===!0)&&(De=e.toneMapping);let Ce=_t?L.isCompressedCubeTexture?L.image[0].mipmaps:L.mipmaps:null,He={shaderID:Z,shaderType:m.type,shaderName:m.name,vertexShader:q,fragmentShader:Q,defines:m.defines,customVertexShaderID:pe,customFragmentShaderID:ye,isRawShaderMaterial:m.isRawShaderMaterial===!0,glslVersion:m.glslVersion,precision:B,batching:We,batchingColor:We&&O._colorsTexture!==null,instancing:Ue,instancingColor:Ue&&O.instanceColor!==null,instancingMorph:Ue&&O.morphTexture!==null,outputColorSpace:xe===null?e.outputColorSpace:xe.isXRRenderTarget===!0?xe.texture.colorSpace:Ve.workingColorSpace,alphaToCoverage:!!m.alphaToCoverage,map:Ae,matcap:gt,envMap:Tt,envMapMode:Tt&&L.mapping,envMapPMREM:_t,envMapMaxLod:_t?Ce.length-1:null,envMapSize:_t?Ce[0].width:null,aoMap:at,lightMap:Ct,bumpMap:Ot,normalMap:nt,displacementMap:St,emissiveMap:Lt,normalMapObjectSpace:nt&&m.normalMapType===Eg,normalMapTangentSpace:nt&&m.normalMapType===rh,packedNormalMap:nt&&m.normalMapType===rh&&My(m.normalMap.format),metalnessMap:Pt,roughnessMap:Wt,anisotropy:F,anisotropyMap:yt,clearcoat:Xt,clearcoatMap:b,clearcoatNormalMap:_,clearcoatRoughnessMap:H,diffuseRoughness:Ke,diffuseRoughnessMap:ie,dispersion:pt,retroreflection:fe,iridescence:$e,iridescenceMap:K,iridescenceThicknessMap:ue,sheen:Re,sheenColorMap:oe,sheenRoughnessMap:U,specularMap:ee,specularColorMap:_e,specularIntensityMap:C,transmission:Ne,transmissionMap:Y,thicknessMap:te,gradientMap:ae,opaque:m.transparent===!1&&m.blending===sa&&m.alphaToCoverage===!1,alphaMap:ce,alphaTest:le,alphaHash:Te,combine:m.combine,mapUv:Ae&&f(m.map.channel),aoMapUv:at&&f(m.aoMap.channel),lightMapUv:Ct&&f(m.lightMap.channel),bumpMapUv:Ot&&f(m.bumpMap.channel),normalMapUv:nt&&f(m.normalMap.channel),displacementMapUv:St&&f(m.displacementMap.channel),emissiveMapUv:Lt&&f(m.emissiveMap.channel),metalnessMapUv:Pt&&f(m.metalnessMap.channel),roughnessMapUv:Wt&&f(m.roughnessMap.channel),anisotropyMapUv:yt&&f(m.anisotropyMap.channel),clearcoatMapUv:b&&f(m.clearcoatMap.channel),clearcoatNormalMapUv:_&&f(m.clearcoatNormalMap.channel),clearcoatRoughnessMapUv:H&&f(m.clearcoatRoughnessMap.channel),diffuseRoughnessMapUv:ie&&f(m.diffuseRoughnessMap.channel),iridescenceMapUv:K&&f(m.iridescenceMap.channel),iridescenceThicknessMapUv:ue&&f(m.iridescenceThicknessMap.channel),sheenColorMapUv:oe&&f(m.sheenColorMap.channel),sheenRoughnessMapUv:U&&f(m.sheenRoughnessMap.channel),specularMapUv:ee&&f(m.specularMap.channel),specularColorMapUv:_e&&f(m.specularColorMap.channel),specularIntensityMapUv:C&&f(m.specularIntensityMap.channel),transmissionMapUv:Y&&f(m.transmissionMap.channel),thicknessMapUv:te&&f(m.thicknessMap.channel),alphaMapUv:ce&&f(m.alphaMap.channel),vertexTangents:!!y.attributes.tangent&&(nt||F),vertexNormals:!!y.attributes.normal,vertexColors:m.vertexColors,vertexAlphas:m.vertexColors===!0&&!!y.attributes.color&&y.attributes.color.itemSize===4,pointsUvs:O.isPoints===!0&&!!y.attributes.uv&&(Ae||ce),fog:!!J,useFog:m.fog===!0,fogExp2:!!J&&J.isFogExp2,flatShading:m.wireframe===!1&&(m.flatShading===!0||y.attributes.normal===void 0&&nt===!1&&(m.isMeshLambertMaterial||m.isMeshPhongMaterial||m.isMeshStandardMaterial||m.isMeshPhysicalMaterial)),sizeAttenuation:m.sizeAttenuation===!0,logarithmicDepthBuffer:d,reversedDepthBuffer:ne,skinning:O.isSkinnedMesh===!0,hasPositionAttribute:y.attributes.position!==void 0,morphTargets:y.morphAttributes.position!==void 0,morphNormals:y.morphAttributes.normal!==void 0,morphColors:y.morphAttributes.color!==void 0,morphTargetsCount:$,morphTextureStride:ge,numSunLights:x.sun.length,numDirLights:x.directional.length,numPointLights:x.point.length,numSpotLights:x.spot.length,numSpotLightMaps:x.spotLightMap.length,numRectAreaLights:x.rectArea.length,numHemiLights:x.hemi.length,numSunLightShadows:x.sunShadowMap.length,numDirLightShadows:x.directionalShadowMap.length,numPointLightShadows:x.pointShadowMap.length,numSpotLightShadows:x.spotShadowMap.length,numSpotLightShadowsWithMaps:x.numSpotLightShadowsWithMaps,numLightProbes:x.numLightProbes,numLightProbeGrids:G.filter(Me=>Me.texture!==null).length,numClippingPlanes:n.numPlanes,numClipIntersection:n.numIntersection,dithering:m.dithering,shadowMapEnabled:e.shadowMap.enabled&&I.length>0,shadowMapType:e.shadowMap.type,toneMapping:De,decodeVideoTexture:Ae&&m.map.isVideoTexture===!0&&Ve.getTransfer(m.map.colorSpace)===qe,decodeVideoTextureEmissive:Lt&&m.emissiveMap.isVideoTexture===!0&&Ve.getTransfer(m.emissiveMap.colorSpace)===qe,premultipliedAlpha:m.premultipliedAlpha,doubleSided:m.side===bi,flipSided:m.side===Ut,useDepthPacking:m.depthPacking>=0,depthPacking:m.depthPacking||0,index0AttributeName:m.index0AttributeName,extensionClipCullDistance:re&&m.extensions.clipCullDistance===!0&&i.has("WEBGL_clip_cull_distance"),extensionMultiDraw:(re&&m.extensions.multiDraw===!0||We)&&i.has("WEBGL_multi_draw"),rendererExtensionParallelShaderCompile:i.has("KHR_parallel_shader_compile"),customProgramCacheKey:m.customProgramCacheKey()};return He.vertexUv1s=l.has(1),He.vertexUv2s=l.has(2),He.vertexUv3s=l.has(3),l.clear(),He}function S(m){let x=[];if(m.shaderID?x.push(m.shaderID):(x.push(m.customVertexShaderID),x.push(m.customFragmentShaderID)),m.defines!==void 0)for(let I in m.defines)x.push(I),x.push(m.defines[I]);return m.isRawShaderMaterial===!1&&(g(x,m),p(x,m),x.push(e.outputColorSpace)),x.push(m.customProgramCacheKey),x.join()}function g(m,x){m.push(x.precision),m.push(x.outputColorSpace),m.push(x.envMapMode),m.push(x.envMapPMREM),m.push(x.envMapMaxLod),m.push(x.envMapSize),m.push(x.mapUv),m.push(x.alphaMapUv),m.push(x.lightMapUv),m.push(x.aoMapUv),m.push(x.bumpMapUv),m.push(x.normalMapUv),m.push(x.displacementMapUv),m.push(x.emissiveMapUv),m.push(x.metalnessMapUv),m.push(x.roughnessMapUv),m.push(x.anisotropyMapUv),m.push(x.clearcoatMapUv),m.push(x.clearcoatNormalMapUv),m.push(x.clearcoatRoughnessMapUv),m.push(x.diffuseRoughnessMapUv),m.push(x.iridescenceMapUv),m.push(x.iridescenceThicknessMapUv),m.push(x.sheenColorMapUv),m.push(x.sheenRoughnessMapUv),m.push(x.specularMapUv),m.push(x.specularColorMapUv),m.push(x.specularIntensityMapUv),m.push(x.transmissionMapUv),m.push(x.thicknessMapUv),m.push(x.combine),m.push(x.fogExp2),m.push(x.sizeAttenuation),m.push(x.morphTargetsCount),m.push(x.numSunLights),m.push(x.numDirLights),m.push(x.numPointLights),m.push(x.numSpotLights),m.push(x.numSpotLightMaps),m.push(x.numHemiLights),m.push(x.numRectAreaLights),m.push(x.numSunLightShadows),m.push(x.numDirLightShadows),m.push(x.numPointLightShadows),m.push(x.numSpotLightShadows),m.push(x.numSpotLightShadowsWithMaps),m.push(x.numLightProbes),m.push(x.numLightProbeGrids),m.push(x.shadowMapType),m.push(x.toneMapping),m.push(x.numClippingPlanes),m.push(x.numClipIntersection),m.push(x.depthPacking)}function p(m,x){s.disableAll(),x.instancing&&s.enable(0),x.instancingColor&&s.enable(1),x.instancingMorph&&s.enable(2),x.matcap&&s.enable(3),x.envMap&&s.enable(4),x.normalMapObjectSpace&&s.enable(5),x.normalMapTangentSpace&&s.enable(6),x.clearcoat&&s.enable(7),x.iridescence&&s.enable(8),x.alphaTest&&s.enable(9),x.vertexColors&&s.enable(10),x.vertexAlphas&&s.enable(11),x.vertexUv1s&&s.enable(12),x.vertexUv2s&&s.enable(13),x.vertexUv3s&&s.enable(14),x.vertexTangents&&s.enable(15),x.anisotropy&&s.enable(16),x.alphaHash&&s.enable(17),x.batching&&s.enable(18),x.dispersion&&s.enable(19),x.retroreflection&&s.enable(24),x.diffuseRoughness&&s.enable(25),x.batchingColor&&s.enable(20),x.gradientMap&&s.enable(21),x.packedNormalMap&&s.enable(22),x.vertexNormals&&s.enable(23),m.push(s.mask),s.disableAll(),x.fog&&s.enable(0),x.useFog&&s.enable(1),x.flatShading&&s.enable(2),x.logarithmicDepthBuffer&&s.enable(3),x.reversedDepthBuffer&&s.enable(4),x.skinning&&s.enable(5),x.morphTargets&&s.enable(6),x.morphNormals&&s.enable(7),x.morphColors&&s.enable(8),x.premultipliedAlpha&&s.enable(9),x.shadowMapEnabled&&s.enable(10),x.doubleSided&&s.enable(11),x.flipSided&&s.enable(12),x.useDepthPacking&&s.enable(13),x.dithering&&s.enable(14),x.transmission&&s.enable(15),x.sheen&&s.enable(16),x.opaque&&s.enable(17),x.pointsUvs&&s.enable(18),x.decodeVideoTexture&&s.enable(19),x.decodeVideoTextureEmissive&&s.enable(20),x.alphaToCoverage&&s.enable(21),x.numLightProbeGrids>0&&s.enable(22),x.hasPositionAttribute&&s.enable(23),m.push(s.mask)}function T(m){let x=c[m.type],I;if(x){let j=ai[x];I=b_.clone(j.uniforms)}else I=m.uniforms;return I}function A(m,x){let I=u.get(x);return I!==void 0?++I.usedTimes:(I=new my(e,x,m,a),h.push(I),u.set(x,I)),I}function E(m){if(--m.usedTimes===0){let x=h.indexOf(m);h[x]=h[h.length-1],h.pop(),u.delete(m.cacheKey),m.destroy()}}function w(m){o.remove(m)}function R(){o.dispose()}return{getParameters:M,getProgramCacheKey:S,getUniforms:T,acquireProgram:A,releaseProgram:E,releaseShaderCache:w,programs:h,dispose:R}}function yy(){let e=new WeakMap;function t(s){return e.has(s)}function i(s){let o=e.get(s);return o===void 0&&(o={},e.set(s,o)),o}function r(s){e.delete(s)}function a(s,o,l){e.get(s)[o]=l}function n(){e=new WeakMap}return{has:t,get:i,remove:r,update:a,dispose:n}}function xy(e,t){return e.groupOrder!==t.groupOrder?e.groupOrder-t.groupOrder:e.renderOrder!==t.renderOrder?e.renderOrder-t.renderOrder:e.material.id!==t.material.id?e.material.id-t.material.id:e.materialVariant!==t.materialVariant?e.materialVariant-t.materialVariant:e.z!==t.z?e.z-t.z:e.id-t.id}function Zh(e,t){return e.groupOrder!==t.groupOrder?e.groupOrder-t.groupOrder:e.renderOrder!==t.renderOrder?e.renderOrder-t.renderOrder:e.z!==t.z?t.z-e.z:e.id-t.id}function $h(){let e=[],t=0,i=[],r=[],a=[];function n(){t=0,i.length=0,r.length=0,a.length=0}function s(c){let f=0;return c.isInstancedMesh&&(f+=2),c.isSkinnedMesh&&(f+=1),f}function o(c,f,M,S,g,p){let T=e[t];return T===void 0?(T={id:c.id,object:c,geometry:f,material:M,materialVariant:s(c),groupOrder:S,renderOrder:c.renderOrder,z:g,group:p},e[t]=T):(T.id=c.id,T.object=c,T.geometry=f,T.material=M,T.materialVariant=s(c),T.groupOrder=S,T.renderOrder=c.renderOrder,T.z=g,T.group=p),t++,T}function l(c,f,M,S,g,p,T){T.reversedDepth===!0&&(g=-g);let A=o(c,f,M,S,g,p);M.transmission>0?r.push(A):M.transparent===!0?a.push(A):i.push(A)}function h(c,f,M,S,g,p){let T=o(c,f,M,S,g,p);M.transmission>0?r.unshift(T):M.transparent===!0?a.unshift(T):i.unshift(T)}function u(c,f){i.length>1&&i.sort(c||xy),r.length>1&&r.sort(f||Zh),a.length>1&&a.sort(f||Zh)}function d(){for(let c=t,f=e.length;c<f;c++){let M=e[c];if(M.id===null)break;M.id=null,M.object=null,M.geometry=null,M.material=null,M.group=null}}return{opaque:i,transmissive:r,transparent:a,init:n,push:l,unshift:h,finish:d,sort:u}}function Ey(){let e=new WeakMap;function t(r,a){let n=e.get(r),s;return n===void 0?(s=new $h,e.set(r,[s])):a>=n.length?(s=new $h,n.push(s)):s=n[a],s}function i(){e=new WeakMap}return{get:t,dispose:i}}function by(){let e={};return{get:function(t){if(e[t.id]!==void 0)return e[t.id];let i;switch(t.type){case"SunLight":case"DirectionalLight":i={direction:new W,color:new je};break;case"SpotLight":i={position:new W,direction:new W,color:new je,distance:0,coneCos:0,penumbraCos:0,decay:0};break;case"PointLight":i={position:new W,color:new je,distance:0,decay:0};break;case"HemisphereLight":i={direction:new W,skyColor:new je,groundColor:new je};break;case"RectAreaLight":i={color:new je,position:new W,halfWidth:new W,halfHeight:new W};break}return e[t.id]=i,i}}}function Ty(){let e={};return{get:function(t){if(e[t.id]!==void 0)return e[t.id];let i;switch(t.type){case"SunLight":case"DirectionalLight":i={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new Fe};break;case"SpotLight":i={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new Fe};break;case"PointLight":i={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new Fe,shadowCameraNear:1,shadowCameraFar:1e3};break}return e[t.id]=i,i}}}var wy=0;function Ay(e,t){return(t.castShadow?2:0)-(e.castShadow?2:0)+(t.map?1:0)-(e.map?1:0)}function Ry(e){let t=new by,i=Ty(),r={version:0,hash:{sunLength:-1,directionalLength:-1,pointLength:-1,spotLength:-1,rectAreaLength:-1,hemiLength:-1,numSunShadows:-1,numDirectionalShadows:-1,numPointShadows:-1,numSpotShadows:-1,numSpotMaps:-1,numLightProbes:-1},ambient:[0,0,0],probe:[],sun:[],sunShadow:[],sunShadowMap:[],sunShadowMatrix:[],sunShadowCascade:[],directional:[],directionalShadow:[],directionalShadowMap:[],directionalShadowMatrix:[],spot:[],spotLightMap:[],spotShadow:[],spotShadowMap:[],spotLightMatrix:[],rectArea:[],rectAreaLTC1:null,rectAreaLTC2:null,point:[],pointShadow:[],pointShadowMap:[],pointShadowMatrix:[],hemi:[],numSpotLightShadowsWithMaps:0,numLightProbes:0};for(let h=0;h<9;h++)r.probe.push(new W);let a=new W,n=new ht,s=new ht;function o(h){let u=0,d=0,c=0;for(let G=0;G<9;G++)r.probe[G].set(0,0,0);let f=0,M=0,S=0,g=0,p=0,T=0,A=0,E=0,w=0,R=0,m=0,x=0,I=0,j=0;h.sort(Ay);for(let G=0,J=h.length;G<J;G++){let y=h[G],N=y.color,D=y.intensity,L=y.distance,Z=null;if(y.shadow&&y.shadow.map&&(y.shadow.map.texture.format===hr?Z=y.shadow.map.texture:Z=y.shadow.map.depthTexture||y.shadow.map.texture),y.isAmbientLight)u+=N.r*D,d+=N.g*D,c+=N.b*D;else if(y.isLightProbe){for(let B=0;B<9;B++)r.probe[B].addScaledVector(y.sh.coefficients[B],D);j++}else if(y.isSunLight){let B=t.get(y);if(B.color.copy(y.color).multiplyScalar(y.intensity),y.castShadow){let k=y.shadow,$=i.get(y);$.shadowIntensity=k.intensity,$.shadowBias=k.bias,$.shadowNormalBias=k.normalBias,$.shadowRadius=k.radius,$.shadowMapSize.copy(k.mapSize).multiply(k.getFrameExtents()),r.sunShadow[M]=$,r.sunShadowMap[M]=Z;let ge=k.getViewportCount();for(let q=0;q<ge;q++)r.sunShadowMatrix[S+q]=k.getMatrix(q),r.sunShadowCascade[S+q]=k._cascadeData[q];S+=ge,M++}r.sun[f]=B,f++}else if(y.isDirectionalLight){let B=t.get(y);if(B.color.copy(y.color).multiplyScalar(y.intensity),y.castShadow){let k=y.shadow,$=i.get(y);$.shadowIntensity=k.intensity,$.shadowBias=k.bias,$.shadowNormalBias=k.normalBias,$.shadowRadius=k.radius,$.shadowMapSize=k.mapSize,r.directionalShadow[g]=$,r.directionalShadowMap[g]=Z,r.directionalShadowMatrix[g]=y.shadow.matrix,w++}r.directional[g]=B,g++}else if(y.isSpotLight){let B=t.get(y);B.position.setFromMatrixPosition(y.matrixWorld),B.color.copy(N).multiplyScalar(D),B.distance=L,B.coneCos=Math.cos(y.angle),B.penumbraCos=Math.cos(y.angle*(1-y.penumbra)),B.decay=y.decay,r.spot[T]=B;let k=y.shadow;if(y.map&&(r.spotLightMap[x]=y.map,x++,k.updateMatrices(y),y.castShadow&&I++),r.spotLightMatrix[T]=k.matrix,y.castShadow){let $=i.get(y);$.shadowIntensity=k.intensity,$.shadowBias=k.bias,$.shadowNormalBias=k.normalBias,$.shadowRadius=k.radius,$.shadowMapSize=k.mapSize,r.spotShadow[T]=$,r.spotShadowMap[T]=Z,m++}T++}else if(y.isRectAreaLight){let B=t.get(y);B.color.copy(N).multiplyScalar(D),B.halfWidth.set(y.width*.5,0,0),B.halfHeight.set(0,y.height*.5,0),r.rectArea[A]=B,A++}else if(y.isPointLight){let B=t.get(y);if(B.color.copy(y.color).multiplyScalar(y.intensity),B.distance=y.distance,B.decay=y.decay,y.castShadow){let k=y.shadow,$=i.get(y);$.shadowIntensity=k.intensity,$.shadowBias=k.bias,$.shadowNormalBias=k.normalBias,$.shadowRadius=k.radius,$.shadowMapSize=k.mapSize,$.shadowCameraNear=k.camera.near,$.shadowCameraFar=k.camera.far,r.pointShadow[p]=$,r.pointShadowMap[p]=Z,r.pointShadowMatrix[p]=y.shadow.matrix,R++}r.point[p]=B,p++}else if(y.isHemisphereLight){let B=t.get(y);B.skyColor.copy(y.color).multiplyScalar(D),B.groundColor.copy(y.groundColor).multiplyScalar(D),r.hemi[E]=B,E++}}A>0&&(e.has("OES_texture_float_linear")===!0?(r.rectAreaLTC1=me.LTC_FLOAT_1,r.rectAreaLTC2=me.LTC_FLOAT_2):(r.rectAreaLTC1=me.LTC_HALF_1,r.rectAreaLTC2=me.LTC_HALF_2)),r.ambient[0]=u,r.ambient[1]=d,r.ambient[2]=c;let O=r.hash;(O.sunLength!==f||O.directionalLength!==g||O.pointLength!==p||O.spotLength!==T||O.rectAreaLength!==A||O.hemiLength!==E||O.numSunShadows!==M||O.numDirectionalShadows!==w||O.numPointShadows!==R||O.numSpotShadows!==m||O.numSpotMaps!==x||O.numLightProbes!==j)&&(r.sun.length=f,r.directional.length=g,r.spot.length=T,r.rectArea.length=A,r.point.length=p,r.hemi.length=E,r.sunShadow.length=M,r.sunShadowMap.length=M,r.sunShadowMatrix.length=S,r.sunShadowCascade.length=S,r.directionalShadow.length=w,r.directionalShadowMap.length=w,r.directionalShadowMatrix.length=w,r.pointShadow.length=R,r.pointShadowMap.length=R,r.pointShadowMatrix.length=R,r.spotShadow.length=m,r.spotShadowMap.length=m,r.spotLightMatrix.length=m+x-I,r.spotLightMap.length=x,r.numSpotLightShadowsWithMaps=I,r.numLightProbes=j,O.sunLength=f,O.directionalLength=g,O.pointLength=p,O.spotLength=T,O.rectAreaLength=A,O.hemiLength=E,O.numSunShadows=M,O.numDirectionalShadows=w,O.numPointShadows=R,O.numSpotShadows=m,O.numSpotMaps=x,O.numLightProbes=j,r.version=wy++)}function l(h,u){let d=0,c=0,f=0,M=0,S=0,g=0,p=u.matrixWorldInverse;for(let T=0,A=h.length;T<A;T++){let E=h[T];if(E.isSunLight){let w=r.sun[d];w.direction.setFromMatrixPosition(E.matrixWorld),w.direction.transformDirection(p),d++}else if(E.isDirectionalLight){let w=r.directional[c];w.direction.setFromMatrixPosition(E.matrixWorld),a.setFromMatrixPosition(E.target.matrixWorld),w.direction.sub(a),w.direction.transformDirection(p),c++}else if(E.isSpotLight){let w=r.spot[M];w.position.setFromMatrixPosition(E.matrixWorld),w.position.applyMatrix4(p),w.direction.setFromMatrixPosition(E.matrixWorld),a.setFromMatrixPosition(E.target.matrixWorld),w.direction.sub(a),w.direction.transformDirection(p),M++}else if(E.isRectAreaLight){let w=r.rectArea[S];w.position.setFromMatrixPosition(E.matrixWorld),w.position.applyMatrix4(p),s.identity(),n.copy(E.matrixWorld),n.premultiply(p),s.extractRotation(n),w.halfWidth.set(E.width*.5,0,0),w.halfHeight.set(0,E.height*.5,0),w.halfWidth.applyMatrix4(s),w.halfHeight.applyMatrix4(s),S++}else if(E.isPointLight){let w=r.point[f];w.position.setFromMatrixPosition(E.matrixWorld),w.position.applyMatrix4(p),f++}else if(E.isHemisphereLight){let w=r.hemi[g];w.direction.setFromMatrixPosition(E.matrixWorld),w.direction.transformDirection(p),g++}}}return{setup:o,setupView:l,state:r}}function Jh(e){let t=new Ry(e),i=[],r=[],a=[];function n(d){u.camera=d,i.length=0,r.length=0,a.length=0}function s(d){d.isLightProbeGrid?a.push(d):i.push(d)}function o(d){r.push(d)}function l(){t.setup(i),a.sort((d,c)=>d.priority-c.priority||d.id-c.id)}function h(d){t.setupView(i,d)}let u={lightsArray:i,shadowsArray:r,lightProbeGridArray:a,camera:null,lights:t,transmissionRenderTarget:{},textureUnits:0};return{init:n,state:u,setupLights:l,setupLightsView:h,pushLight:s,pushShadow:o}}function Cy(e){let t=new WeakMap;function i(a,n=0){let s=t.get(a),o;return s===void 0?(o=new Jh(e),t.set(a,[o])):n>=s.length?(o=new Jh(e),s.push(o)):o=s[n],o}function r(){t=new WeakMap}return{get:i,dispose:r}}var Ly=`void main() {
	gl_Position = vec4( position, 1.0 );
}`,Py=`uniform sampler2D shadow_pass;
uniform vec2 resolution;
uniform float radius;
void main() {
	const float samples = float( VSM_SAMPLES );
	float mean = 0.0;
	float squared_mean = 0.0;
	float uvStride = samples <= 1.0 ? 0.0 : 2.0 / ( samples - 1.0 );
	float uvStart = samples <= 1.0 ? 0.0 : - 1.0;
	for ( float i = 0.0; i < samples; i ++ ) {
		float uvOffset = uvStart + i * uvStride;
		#ifdef HORIZONTAL_PASS
			vec2 distribution = texture2D( shadow_pass, ( gl_FragCoord.xy + vec2( uvOffset, 0.0 ) * radius ) / resolution ).rg;
			mean += distribution.x;
			squared_mean += distribution.y * distribution.y + distribution.x * distribution.x;
		#else
			float depth = texture2D( shadow_pass, ( gl_FragCoord.xy + vec2( 0.0, uvOffset ) * radius ) / resolution ).r;
			mean += depth;
			squared_mean += depth * depth;
		#endif
	}
	mean = mean / samples;
	squared_mean = squared_mean / samples;
	float std_dev = sqrt( max( 0.0, squared_mean - mean * mean ) );
	gl_FragColor = vec4( mean, std_dev, 0.0, 1.0 );
}`,Ny=[new W(1,0,0),new W(-1,0,0),new W(0,1,0),new W(0,-1,0),new W(0,0,1),new W(0,0,-1)],Dy=[new W(0,-1,0),new W(0,-1,0),new W(0,0,1),new W(0,0,-1),new W(0,-1,0),new W(0,-1,0)],Qh=new ht,ta=new W,Ls=new W;function Iy(e,t,i){let r=new Dn,a=new Fe,n=new Fe,s=new lt,o=new R_,l=new C_,h={},u=i.maxTextureSize,d={[lr]:Ut,[Ut]:lr,[bi]:bi},c=new Di({defines:{VSM_SAMPLES:8},uniforms:{shadow_pass:{value:null},resolution:{value:new Fe},radius:{value:4}},vertexShader:Ly,fragmentShader:Py}),f=c.clone();f.defines.HORIZONTAL_PASS=1;let M=new Ii;M.setAttribute("position",new ui(new Float32Array([-1,-1,.5,3,-1,.5,-1,3,.5]),3));let S=new ur(M,c),g=this;this.enabled=!1,this.autoUpdate=!0,this.needsUpdate=!1,this.type=hn;let p=this.type;this.render=function(R,m,x){if(g.enabled===!1||g.autoUpdate===!1&&g.needsUpdate===!1||R.length===0)return;this.type===eg&&(Le("WebGLShadowMap: PCFSoftShadowMap has been removed. Using PCFShadowMap instead."),this.type=hn);let I=e.getRenderTarget(),j=e.getActiveCubeFace(),O=e.getActiveMipmapLevel(),G=e.state;G.setBlending(Nr),G.buffers.depth.getReversed()===!0?G.buffers.color.setClear(0,0,0,0):G.buffers.color.setClear(1,1,1,1),G.buffers.depth.setTest(!0),G.setScissorTest(!1);let J=p!==this.type;J&&m.traverse(function(y){y.material&&(Array.isArray(y.material)?y.material.forEach(N=>N.needsUpdate=!0):y.material.needsUpdate=!0)});for(let y=0,N=R.length;y<N;y++){let D=R[y],L=D.shadow;if(L===void 0){Le("WebGLShadowMap:",D,"has no shadow.");continue}if(L.autoUpdate===!1&&L.needsUpdate===!1)continue;a.copy(L.mapSize);let Z=L.getFrameExtents();a.multiply(Z),n.copy(L.mapSize),(a.x>u||a.y>u)&&(a.x>u&&(n.x=Math.floor(u/Z.x),a.x=n.x*Z.x,L.mapSize.x=n.x),a.y>u&&(n.y=Math.floor(u/Z.y),a.y=n.y*Z.y,L.mapSize.y=n.y));let B=e.state.buffers.depth.getReversed();if(L.camera._reversedDepth=B,L.map===null||J===!0){if(L.map!==null&&(L.map.depthTexture!==null&&(L.map.depthTexture.dispose(),L.map.depthTexture=null),L.map.dispose()),this.type===aa){if(D.isPointLight){Le("WebGLShadowMap: VSM shadow maps are not supported for PointLights. Use PCF or BasicShadowMap instead.");continue}L.map=new hi(a.x,a.y,{format:hr,type:di,minFilter:Dt,magFilter:Dt,generateMipmaps:!1}),L.map.texture.name=D.name+".shadowMap",L.map.depthTexture=new Vr(a.x,a.y,ni),L.map.depthTexture.name=D.name+".shadowMapDepth",L.map.depthTexture.format=ji,L.map.depthTexture.compareFunction=null,L.map.depthTexture.minFilter=Mt,L.map.depthTexture.magFilter=Mt}else D.isPointLight?(L.map=new ol(a.x),L.map.depthTexture=new Tc(a.x,ci)):(L.map=new hi(a.x,a.y),L.map.depthTexture=new Vr(a.x,a.y,ci)),L.map.depthTexture.name=D.name+".shadowMap",L.map.depthTexture.format=ji,this.type===hn?(L.map.depthTexture.compareFunction=B?oc:sc,L.map.depthTexture.minFilter=Dt,L.map.depthTexture.magFilter=Dt):(L.map.depthTexture.compareFunction=null,L.map.depthTexture.minFilter=Mt,L.map.depthTexture.magFilter=Mt);L.camera.updateProjectionMatrix()}L.map.isWebGLCubeRenderTarget!==!0&&(L.map.width!==a.x||L.map.height!==a.y)&&L.map.setSize(a.x,a.y);let k=L.map.isWebGLCubeRenderTarget?6:L.getViewportCount();D.isPointLight!==!0&&L.updateMatrices(D,x);let $=(L.camera.layers.mask&4294967294)!==0?L.camera.layers:x.layers;for(let ge=0;ge<k;ge++){let q=L.getCamera(ge);if(D.isPointLight){let Q=L.camera,pe=L.matrix,ye=D.distance||Q.far;ye!==Q.far&&(Q.far=ye,Q.updateProjectionMatrix()),ta.setFromMatrixPosition(D.matrixWorld),Q.position.copy(ta),Ls.copy(Q.position),Ls.add(Ny[ge]),Q.up.copy(Dy[ge]),Q.lookAt(Ls),Q.updateMatrixWorld(),pe.makeTranslation(-ta.x,-ta.y,-ta.z),Qh.multiplyMatrices(Q.projectionMatrix,Q.matrixWorldInverse),L._frustum.setFromProjectionMatrix(Qh,Q.coordinateSystem,Q.reversedDepth)}if(L.map.isWebGLCubeRenderTarget)e.setRenderTarget(L.map,ge),e.clear();else{ge===0&&(e.setRenderTarget(L.map),e.clear());let Q=L.getViewport(ge);s.set(n.x*Q.x,n.y*Q.y,n.x*Q.z,n.y*Q.w),G.viewport(s)}r=L.getFrustum(ge),E(m,x,q,D,$,this.type)}L.isPointLightShadow!==!0&&this.type===aa&&T(L,x),L.needsUpdate=!1}p=this.type,g.needsUpdate=!1,e.setRenderTarget(I,j,O)};function T(R,m){let x=t.update(S);c.defines.VSM_SAMPLES!==R.blurSamples&&(c.defines.VSM_SAMPLES=R.blurSamples,f.defines.VSM_SAMPLES=R.blurSamples,c.needsUpdate=!0,f.needsUpdate=!0),R.mapPass===null?R.mapPass=new hi(a.x,a.y,{format:hr,type:di}):(R.mapPass.width!==R.map.width||R.mapPass.height!==R.map.height)&&R.mapPass.setSize(R.map.width,R.map.height),c.uniforms.shadow_pass.value=R.map.depthTexture,c.uniforms.resolution.value.set(R.map.width,R.map.height),c.uniforms.radius.value=R.radius,e.setRenderTarget(R.mapPass),e.clear(),e.renderBufferDirect(m,null,x,c,S,null),f.uniforms.shadow_pass.value=R.mapPass.texture,f.uniforms.resolution.value.set(R.map.width,R.map.height),f.uniforms.radius.value=R.radius,e.setRenderTarget(R.map),e.clear(),e.renderBufferDirect(m,null,x,f,S,null)}function A(R,m,x,I){let j=null,O=x.isPointLight===!0?R.customDistanceMaterial:R.customDepthMaterial;if(O!==void 0)j=O;else if(j=x.isPointLight===!0?l:o,e.localClippingEnabled&&m.clipShadows===!0&&Array.isArray(m.clippingPlanes)&&m.clippingPlanes.length!==0||m.displacementMap&&m.displacementScale!==0||m.alphaMap&&m.alphaTest>0||m.map&&m.alphaTest>0||m.alphaToCoverage===!0){let G=j.uuid,J=m.uuid,y=h[G];y===void 0&&(y={},h[G]=y);let N=y[J];N===void 0&&(N=j.clone(),y[J]=N,m.addEventListener("dispose",w)),j=N}if(j.visible=m.visible,j.wireframe=m.wireframe,I===aa?j.side=m.shadowSide!==null?m.shadowSide:m.side:j.side=m.shadowSide!==null?m.shadowSide:d[m.side],j.alphaMap=m.alphaMap,j.alphaTest=m.alphaToCoverage===!0?.5:m.alphaTest,j.map=m.map,j.clipShadows=m.clipShadows,j.clippingPlanes=m.clippingPlanes,j.clipIntersection=m.clipIntersection,j.displacementMap=m.displacementMap,j.displacementScale=m.displacementScale,j.displacementBias=m.displacementBias,j.wireframeLinewidth=m.wireframeLinewidth,j.linewidth=m.linewidth,x.isPointLight===!0&&j.isMeshDistanceMaterial===!0){let G=e.properties.get(j);G.light=x}return j}function E(R,m,x,I,j,O){if(R.visible===!1)return;if(R.layers.test(j)&&(R.isMesh||R.isLine||R.isPoints)&&(R.castShadow||R.receiveShadow&&O===aa)&&(!R.frustumCulled||R.intersectsFrustum(r))){R.modelViewMatrix.multiplyMatrices(x.matrixWorldInverse,R.matrixWorld);let J=t.update(R),y=R.material;if(Array.isArray(y)){let N=J.groups;for(let D=0,L=N.length;D<L;D++){let Z=N[D],B=y[Z.materialIndex];if(B&&B.visible){let k=A(R,B,I,O);R.onBeforeShadow(e,R,m,x,J,k,Z),e.renderBufferDirect(x,null,J,k,R,Z),R.onAfterShadow(e,R,m,x,J,k,Z)}}}else if(y.visible){let N=A(R,y,I,O);R.onBeforeShadow(e,R,m,x,J,N,null),e.renderBufferDirect(x,null,J,N,R,null),R.onAfterShadow(e,R,m,x,J,N,null)}}let G=R.children;for(let J=0,y=G.length;J<y;J++)E(G[J],m,x,I,j,O)}function w(R){R.target.removeEventListener("dispose",w);for(let m in h){let x=h[m],I=R.target.uuid;I in x&&(x[I].dispose(),delete x[I])}}}function Uy(e,t){function i(){let C=!1,Y=new lt,te=null,ae=new lt(0,0,0,0);return{setMask:function(ce){te!==ce&&!C&&(e.colorMask(ce,ce,ce,ce),te=ce)},setLocked:function(ce){C=ce},setClear:function(ce,le,Te,re,De){De===!0&&(ce*=re,le*=re,Te*=re),Y.set(ce,le,Te,re),ae.equals(Y)===!1&&(e.clearColor(ce,le,Te,re),ae.copy(Y))},reset:function(){C=!1,te=null,ae.set(-1,0,0,0)}}}function r(){let C=!1,Y=!1,te=null,ae=null,ce=null;return{setReversed:function(le){if(Y!==le){let Te=t.get("EXT_clip_control");le?Te.clipControlEXT(Te.LOWER_LEFT_EXT,Te.ZERO_TO_ONE_EXT):Te.clipControlEXT(Te.LOWER_LEFT_EXT,Te.NEGATIVE_ONE_TO_ONE_EXT),Y=le;let re=ce;ce=null,this.setClear(re)}},getReversed:function(){return Y},setTest:function(le){le?ne(e.DEPTH_TEST):Ue(e.DEPTH_TEST)},setMask:function(le){te!==le&&!C&&(e.depthMask(le),te=le)},setFunc:function(le){if(Y&&(le=Ug[le]),ae!==le){switch(le){case Gs:e.depthFunc(e.NEVER);break;case Ws:e.depthFunc(e.ALWAYS);break;case Xs:e.depthFunc(e.LESS);break;case pa:e.depthFunc(e.LEQUAL);break;case js:e.depthFunc(e.EQUAL);break;case Ys:e.depthFunc(e.GEQUAL);break;case qs:e.depthFunc(e.GREATER);break;case Ks:e.depthFunc(e.NOTEQUAL);break;default:e.depthFunc(e.LEQUAL)}ae=le}},setLocked:function(le){C=le},setClear:function(le){ce!==le&&(ce=le,Y&&(le=1-le),e.clearDepth(le))},reset:function(){C=!1,te=null,ae=null,ce=null,Y=!1}}}function a(){let C=!1,Y=null,te=null,ae=null,ce=null,le=null,Te=null,re=null,De=null;return{setTest:function(Ce){C||(Ce?ne(e.STENCIL_TEST):Ue(e.STENCIL_TEST))},setMask:function(Ce){Y!==Ce&&!C&&(e.stencilMask(Ce),Y=Ce)},setFunc:function(Ce,He,Me){(te!==Ce||ae!==He||ce!==Me)&&(e.stencilFunc(Ce,He,Me),te=Ce,ae=He,ce=Me)},setOp:function(Ce,He,Me){(le!==Ce||Te!==He||re!==Me)&&(e.stencilOp(Ce,He,Me),le=Ce,Te=He,re=Me)},setLocked:function(Ce){C=Ce},setClear:function(Ce){De!==Ce&&(e.clearStencil(Ce),De=Ce)},reset:function(){C=!1,Y=null,te=null,ae=null,ce=null,le=null,Te=null,re=null,De=null}}}let n=new i,s=new r,o=new a,l={},h=new WeakMap,u={},d={},c={},f=new WeakMap,M=[],S=null,g=!1,p=null,T=null,A=null,E=null,w=null,R=null,m=null,x=new je(0,0,0),I=0,j=!1,O=null,G=null,J=null,y=null,N=null,D=e.getParameter(e.MAX_COMBINED_TEXTURE_IMAGE_UNITS),L=!1,Z=0,B=e.getParameter(e.VERSION);B.indexOf("WebGL")!==-1?(Z=parseFloat(/^WebGL (\d)/.exec(B)[1]),L=Z>=1):B.indexOf("OpenGL ES")!==-1&&(Z=parseFloat(/^OpenGL ES (\d)/.exec(B)[1]),L=Z>=2);let k=null,$={},ge=e.getParameter(e.SCISSOR_BOX),q=e.getParameter(e.VIEWPORT),Q=new lt().fromArray(ge),pe=new lt().fromArray(q);function ye(C,Y,te,ae){let ce=new Uint8Array(4),le=e.createTexture();e.bindTexture(C,le),e.texParameteri(C,e.TEXTURE_MIN_FILTER,e.NEAREST),e.texParameteri(C,e.TEXTURE_MAG_FILTER,e.NEAREST);for(let Te=0;Te<te;Te++)C===e.TEXTURE_3D||C===e.TEXTURE_2D_ARRAY?e.texImage3D(Y,0,e.RGBA,1,1,ae,0,e.RGBA,e.UNSIGNED_BYTE,ce):e.texImage2D(Y+Te,0,e.RGBA,1,1,0,e.RGBA,e.UNSIGNED_BYTE,ce);return le}let xe={};xe[e.TEXTURE_2D]=ye(e.TEXTURE_2D,e.TEXTURE_2D,1),xe[e.TEXTURE_CUBE_MAP]=ye(e.TEXTURE_CUBE_MAP,e.TEXTURE_CUBE_MAP_POSITIVE_X,6),xe[e.TEXTURE_2D_ARRAY]=ye(e.TEXTURE_2D_ARRAY,e.TEXTURE_2D_ARRAY,1,1),xe[e.TEXTURE_3D]=ye(e.TEXTURE_3D,e.TEXTURE_3D,1,1),n.setClear(0,0,0,1),s.setClear(1),o.setClear(0),ne(e.DEPTH_TEST),s.setFunc(pa),Ot(!1),nt(Kl),ne(e.CULL_FACE),at(Nr);function ne(C){u[C]!==!0&&(e.enable(C),u[C]=!0)}function Ue(C){u[C]!==!1&&(e.disable(C),u[C]=!1)}function We(C,Y){return c[C]!==Y?(e.bindFramebuffer(C,Y),c[C]=Y,C===e.DRAW_FRAMEBUFFER&&(c[e.FRAMEBUFFER]=Y),C===e.FRAMEBUFFER&&(c[e.DRAW_FRAMEBUFFER]=Y),!0):!1}function Ae(C,Y){let te=M,ae=!1;if(C){te=f.get(Y),te===void 0&&(te=[],f.set(Y,te));let ce=C.textures;if(te.length!==ce.length||te[0]!==e.COLOR_ATTACHMENT0){for(let le=0,Te=ce.length;le<Te;le++)te[le]=e.COLOR_ATTACHMENT0+le;te.length=ce.length,ae=!0}}else te[0]!==e.BACK&&(te[0]=e.BACK,ae=!0);ae&&e.drawBuffers(te)}function gt(C){return S!==C?(e.useProgram(C),S=C,!0):!1}let Tt={[Tr]:e.FUNC_ADD,[ig]:e.FUNC_SUBTRACT,[rg]:e.FUNC_REVERSE_SUBTRACT};Tt[ag]=e.MIN,Tt[ng]=e.MAX;let _t={[sg]:e.ZERO,[og]:e.ONE,[lg]:e.SRC_COLOR,[ku]:e.SRC_ALPHA,[fg]:e.SRC_ALPHA_SATURATE,[dg]:e.DST_COLOR,[ug]:e.DST_ALPHA,[hg]:e.ONE_MINUS_SRC_COLOR,[Gu]:e.ONE_MINUS_SRC_ALPHA,[pg]:e.ONE_MINUS_DST_COLOR,[cg]:e.ONE_MINUS_DST_ALPHA,[mg]:e.CONSTANT_COLOR,[gg]:e.ONE_MINUS_CONSTANT_COLOR,[_g]:e.CONSTANT_ALPHA,[vg]:e.ONE_MINUS_CONSTANT_ALPHA};function at(C,Y,te,ae,ce,le,Te,re,De,Ce){if(C===Nr){g===!0&&(Ue(e.BLEND),g=!1);return}if(g===!1&&(ne(e.BLEND),g=!0),C!==tg){if(C!==p||Ce!==j){if((T!==Tr||w!==Tr)&&(e.blendEquation(e.FUNC_ADD),T=Tr,w=Tr),Ce)switch(C){case sa:e.blendFuncSeparate(e.ONE,e.ONE_MINUS_SRC_ALPHA,e.ONE,e.ONE_MINUS_SRC_ALPHA);break;case Zl:e.blendFunc(e.ONE,e.ONE);break;case $l:e.blendFuncSeparate(e.ZERO,e.ONE_MINUS_SRC_COLOR,e.ZERO,e.ONE);break;case Jl:e.blendFuncSeparate(e.DST_COLOR,e.ONE_MINUS_SRC_ALPHA,e.ZERO,e.ONE);break;default:Pe("WebGLState: Invalid blending: ",C);break}else switch(C){case sa:e.blendFuncSeparate(e.SRC_ALPHA,e.ONE_MINUS_SRC_ALPHA,e.ONE,e.ONE_MINUS_SRC_ALPHA);break;case Zl:e.blendFuncSeparate(e.SRC_ALPHA,e.ONE,e.ONE,e.ONE);break;case $l:Pe("WebGLState: SubtractiveBlending requires material.premultipliedAlpha = true");break;case Jl:Pe("WebGLState: MultiplyBlending requires material.premultipliedAlpha = true");break;default:Pe("WebGLState: Invalid blending: ",C);break}A=null,E=null,R=null,m=null,x.set(0,0,0),I=0,p=C,j=Ce}return}ce=ce||Y,le=le||te,Te=Te||ae,(Y!==T||ce!==w)&&(e.blendEquationSeparate(Tt[Y],Tt[ce]),T=Y,w=ce),(te!==A||ae!==E||le!==R||Te!==m)&&(e.blendFuncSeparate(_t[te],_t[ae],_t[le],_t[Te]),A=te,E=ae,R=le,m=Te),(re.equals(x)===!1||De!==I)&&(e.blendColor(re.r,re.g,re.b,De),x.copy(re),I=De),p=C,j=!1}function Ct(C,Y){C.side===bi?Ue(e.CULL_FACE):ne(e.CULL_FACE);let te=C.side===Ut;Y&&(te=!te),Ot(te),C.blending===sa&&C.transparent===!1?at(Nr):at(C.blending,C.blendEquation,C.blendSrc,C.blendDst,C.blendEquationAlpha,C.blendSrcAlpha,C.blendDstAlpha,C.blendColor,C.blendAlpha,C.premultipliedAlpha),s.setFunc(C.depthFunc),s.setTest(C.depthTest),s.setMask(C.depthWrite),n.setMask(C.colorWrite);let ae=C.stencilWrite;o.setTest(ae),ae&&(o.setMask(C.stencilWriteMask),o.setFunc(C.stencilFunc,C.stencilRef,C.stencilFuncMask),o.setOp(C.stencilFail,C.stencilZFail,C.stencilZPass)),Lt(C.polygonOffset,C.polygonOffsetFactor,C.polygonOffsetUnits),C.alphaToCoverage===!0?ne(e.SAMPLE_ALPHA_TO_COVERAGE):Ue(e.SAMPLE_ALPHA_TO_COVERAGE)}function Ot(C){O!==C&&(C?e.frontFace(e.CW):e.frontFace(e.CCW),O=C)}function nt(C){C!==Jm?(ne(e.CULL_FACE),C!==G&&(C===Kl?e.cullFace(e.BACK):C===Qm?e.cullFace(e.FRONT):e.cullFace(e.FRONT_AND_BACK))):Ue(e.CULL_FACE),G=C}function St(C){C!==J&&(L&&e.lineWidth(C),J=C)}function Lt(C,Y,te){C?(ne(e.POLYGON_OFFSET_FILL),(y!==Y||N!==te)&&(y=Y,N=te,s.getReversed()&&(Y=-Y,te=-te),e.polygonOffset(Y,te))):Ue(e.POLYGON_OFFSET_FILL)}function Pt(C){C?ne(e.SCISSOR_TEST):Ue(e.SCISSOR_TEST)}function Wt(C){C===void 0&&(C=e.TEXTURE0+D-1),k!==C&&(e.activeTexture(C),k=C)}function F(C,Y,te){te===void 0&&(k===null?te=e.TEXTURE0+D-1:te=k);let ae=$[te];ae===void 0&&(ae={type:void 0,texture:void 0},$[te]=ae),(ae.type!==C||ae.texture!==Y)&&(k!==te&&(e.activeTexture(te),k=te),e.bindTexture(C,Y||xe[C]),ae.type=C,ae.texture=Y)}function Xt(){let C=$[k];C!==void 0&&C.type!==void 0&&(e.bindTexture(C.type,null),C.type=void 0,C.texture=void 0)}function Ke(){try{e.compressedTexImage2D(...arguments)}catch(C){Pe("WebGLState:",C)}}function pt(){try{e.compressedTexImage3D(...arguments)}catch(C){Pe("WebGLState:",C)}}function fe(){try{e.texSubImage2D(...arguments)}catch(C){Pe("WebGLState:",C)}}function $e(){try{e.texSubImage3D(...arguments)}catch(C){Pe("WebGLState:",C)}}function Re(){try{e.compressedTexSubImage2D(...arguments)}catch(C){Pe("WebGLState:",C)}}function Ne(){try{e.compressedTexSubImage3D(...arguments)}catch(C){Pe("WebGLState:",C)}}function yt(){try{e.texStorage2D(...arguments)}catch(C){Pe("WebGLState:",C)}}function b(){try{e.texStorage3D(...arguments)}catch(C){Pe("WebGLState:",C)}}function _(){try{e.texImage2D(...arguments)}catch(C){Pe("WebGLState:",C)}}function H(){try{e.texImage3D(...arguments)}catch(C){Pe("WebGLState:",C)}}function ie(C){return d[C]!==void 0?d[C]:e.getParameter(C)}function K(C,Y){d[C]!==Y&&(e.pixelStorei(C,Y),d[C]=Y)}function ue(C){Q.equals(C)===!1&&(e.scissor(C.x,C.y,C.z,C.w),Q.copy(C))}function oe(C){pe.equals(C)===!1&&(e.viewport(C.x,C.y,C.z,C.w),pe.copy(C))}function U(C,Y){let te=h.get(Y);te===void 0&&(te=new WeakMap,h.set(Y,te));let ae=te.get(C);ae===void 0&&(ae=e.getUniformBlockIndex(Y,C.name),e.uniformBlockBinding(Y,ae,ae),te.set(C,ae))}function ee(C,Y,te){let ae=h.get(Y).get(C);l[ae]!==te&&(e.bindBufferBase(e.UNIFORM_BUFFER,ae,te),l[ae]=te)}function _e(){e.disable(e.BLEND),e.disable(e.CULL_FACE),e.disable(e.DEPTH_TEST),e.disable(e.POLYGON_OFFSET_FILL),e.disable(e.SCISSOR_TEST),e.disable(e.STENCIL_TEST),e.disable(e.SAMPLE_ALPHA_TO_COVERAGE),e.blendEquation(e.FUNC_ADD),e.blendFunc(e.ONE,e.ZERO),e.blendFuncSeparate(e.ONE,e.ZERO,e.ONE,e.ZERO),e.blendColor(0,0,0,0),e.colorMask(!0,!0,!0,!0),e.clearColor(0,0,0,0),e.depthMask(!0),e.depthFunc(e.LESS),s.setReversed(!1),e.clearDepth(1),e.stencilMask(4294967295),e.stencilFunc(e.ALWAYS,0,4294967295),e.stencilOp(e.KEEP,e.KEEP,e.KEEP),e.clearStencil(0),e.cullFace(e.BACK),e.frontFace(e.CCW),e.polygonOffset(0,0),e.activeTexture(e.TEXTURE0),e.bindFramebuffer(e.FRAMEBUFFER,null),e.bindFramebuffer(e.DRAW_FRAMEBUFFER,null),e.bindFramebuffer(e.READ_FRAMEBUFFER,null),e.useProgram(null),e.lineWidth(1),e.scissor(0,0,e.canvas.width,e.canvas.height),e.viewport(0,0,e.canvas.width,e.canvas.height),e.pixelStorei(e.PACK_ALIGNMENT,4),e.pixelStorei(e.UNPACK_ALIGNMENT,4),e.pixelStorei(e.UNPACK_FLIP_Y_WEBGL,!1),e.pixelStorei(e.UNPACK_PREMULTIPLY_ALPHA_WEBGL,!1),e.pixelStorei(e.UNPACK_COLORSPACE_CONVERSION_WEBGL,e.BROWSER_DEFAULT_WEBGL),e.pixelStorei(e.PACK_ROW_LENGTH,0),e.pixelStorei(e.PACK_SKIP_PIXELS,0),e.pixelStorei(e.PACK_SKIP_ROWS,0),e.pixelStorei(e.UNPACK_ROW_LENGTH,0),e.pixelStorei(e.UNPACK_IMAGE_HEIGHT,0),e.pixelStorei(e.UNPACK_SKIP_PIXELS,0),e.pixelStorei(e.UNPACK_SKIP_ROWS,0),e.pixelStorei(e.UNPACK_SKIP_IMAGES,0),u={},d={},k=null,$={},c={},l={},f=new WeakMap,M=[],S=null,g=!1,p=null,T=null,A=null,E=null,w=null,R=null,m=null,x=new je(0,0,0),I=0,j=!1,O=null,G=null,J=null,y=null,N=null,Q.set(0,0,e.canvas.width,e.canvas.height),pe.set(0,0,e.canvas.width,e.canvas.height),n.reset(),s.reset(),o.reset()}return{buffers:{color:n,depth:s,stencil:o},enable:ne,disable:Ue,bindFramebuffer:We,drawBuffers:Ae,useProgram:gt,setBlending:at,setMaterial:Ct,setFlipSided:Ot,setCullFace:nt,setLineWidth:St,setPolygonOffset:Lt,setScissorTest:Pt,activeTexture:Wt,bindTexture:F,unbindTexture:Xt,compressedTexImage2D:Ke,compressedTexImage3D:pt,texImage2D:_,texImage3D:H,pixelStorei:K,getParameter:ie,updateUBOMapping:U,uniformBlockBinding:ee,texStorage2D:yt,texStorage3D:b,texSubImage2D:fe,texSubImage3D:$e,compressedTexSubImage2D:Re,compressedTexSubImage3D:Ne,scissor:ue,viewport:oe,reset:_e}}function Oy(e,t,i,r,a,n,s){let o=t.has("WEBGL_multisampled_render_to_texture")?t.get("WEBGL_multisampled_render_to_texture"):null,l=typeof navigator>"u"?!1:/OculusBrowser/g.test(navigator.userAgent),h=new Fe,u=new WeakMap,d=new Set,c,f=new WeakMap,M=new Set,S=new FinalizationRegistry(b=>M.delete(b)),g=!1;try{g=typeof OffscreenCanvas<"u"&&new OffscreenCanvas(1,1).getContext("2d")!==null}catch{}function p(b,_){return g?new OffscreenCanvas(b,_):Nn("canvas")}function T(b,_,H){let ie=1,K=yt(b);if((K.width>H||K.height>H)&&(ie=H/Math.max(K.width,K.height)),ie<1)if(typeof HTMLImageElement<"u"&&b instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&b instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&b instanceof ImageBitmap||typeof VideoFrame<"u"&&b instanceof VideoFrame){let ue=Math.floor(ie*K.width),oe=Math.floor(ie*K.height);c===void 0&&(c=p(ue,oe));let U=_?p(ue,oe):c;return U.width=ue,U.height=oe,U.getContext("2d").drawImage(b,0,0,ue,oe),Le("WebGLRenderer: Texture has been resized from ("+K.width+"x"+K.height+") to ("+ue+"x"+oe+")."),U}else return"data"in b&&Le("WebGLRenderer: Image in DataTexture is too big ("+K.width+"x"+K.height+")."),b;return b}function A(b){return b.generateMipmaps}function E(b){e.generateMipmap(b)}function w(b){return b.isWebGLCubeRenderTarget?e.TEXTURE_CUBE_MAP:b.isWebGL3DRenderTarget?e.TEXTURE_3D:b.isWebGLArrayRenderTarget||b.isCompressedArrayTexture?e.TEXTURE_2D_ARRAY:e.TEXTURE_2D}function R(b,_,H,ie,K,ue=!1){if(b!==null){if(e[b]!==void 0)return e[b];Le("WebGLRenderer: Attempt to use non-existing WebGL internal format '"+b+"'")}let oe;ie&&(oe=t.get("EXT_texture_norm16"),oe||Le("WebGLRenderer: Unable to use normalized textures without EXT_texture_norm16 extension"));let U=_;if(_===e.RED&&(H===e.FLOAT&&(U=e.R32F),H===e.HALF_FLOAT&&(U=e.R16F),H===e.UNSIGNED_BYTE&&(U=e.R8),H===e.UNSIGNED_SHORT&&oe&&(U=oe.R16_EXT),H===e.SHORT&&oe&&(U=oe.R16_SNORM_EXT)),_===e.RED_INTEGER&&(H===e.UNSIGNED_BYTE&&(U=e.R8UI),H===e.UNSIGNED_SHORT&&(U=e.R16UI),H===e.UNSIGNED_INT&&(U=e.R32UI),H===e.BYTE&&(U=e.R8I),H===e.SHORT&&(U=e.R16I),H===e.INT&&(U=e.R32I)),_===e.RG&&(H===e.FLOAT&&(U=e.RG32F),H===e.HALF_FLOAT&&(U=e.RG16F),H===e.UNSIGNED_BYTE&&(U=e.RG8),H===e.UNSIGNED_SHORT&&oe&&(U=oe.RG16_EXT),H===e.SHORT&&oe&&(U=oe.RG16_SNORM_EXT)),_===e.RG_INTEGER&&(H===e.UNSIGNED_BYTE&&(U=e.RG8UI),H===e.UNSIGNED_SHORT&&(U=e.RG16UI),H===e.UNSIGNED_INT&&(U=e.RG32UI),H===e.BYTE&&(U=e.RG8I),H===e.SHORT&&(U=e.RG16I),H===e.INT&&(U=e.RG32I)),_===e.RGB_INTEGER&&(H===e.UNSIGNED_BYTE&&(U=e.RGB8UI),H===e.UNSIGNED_SHORT&&(U=e.RGB16UI),H===e.UNSIGNED_INT&&(U=e.RGB32UI),H===e.BYTE&&(U=e.RGB8I),H===e.SHORT&&(U=e.RGB16I),H===e.INT&&(U=e.RGB32I)),_===e.RGBA_INTEGER&&(H===e.UNSIGNED_BYTE&&(U=e.RGBA8UI),H===e.UNSIGNED_SHORT&&(U=e.RGBA16UI),H===e.UNSIGNED_INT&&(U=e.RGBA32UI),H===e.BYTE&&(U=e.RGBA8I),H===e.SHORT&&(U=e.RGBA16I),H===e.INT&&(U=e.RGBA32I)),_===e.RGB&&(H===e.UNSIGNED_SHORT&&oe&&(U=oe.RGB16_EXT),H===e.SHORT&&oe&&(U=oe.RGB16_SNORM_EXT),H===e.UNSIGNED_INT_5_9_9_9_REV&&(U=e.RGB9_E5),H===e.UNSIGNED_INT_10F_11F_11F_REV&&(U=e.R11F_G11F_B10F)),_===e.RGBA){let ee=ue?Ln:Ve.getTransfer(K);H===e.FLOAT&&(U=e.RGBA32F),H===e.HALF_FLOAT&&(U=e.RGBA16F),H===e.UNSIGNED_BYTE&&(U=ee===qe?e.SRGB8_ALPHA8:e.RGBA8),H===e.UNSIGNED_SHORT&&oe&&(U=oe.RGBA16_EXT),H===e.SHORT&&oe&&(U=oe.RGBA16_SNORM_EXT),H===e.UNSIGNED_SHORT_4_4_4_4&&(U=e.RGBA4),H===e.UNSIGNED_SHORT_5_5_5_1&&(U=e.RGB5_A1)}return(U===e.R16F||U===e.R32F||U===e.RG16F||U===e.RG32F||U===e.RGBA16F||U===e.RGBA32F)&&t.get("EXT_color_buffer_float"),U}function m(b,_){let H;return b?_===null||_===ci||_===zr?H=e.DEPTH24_STENCIL8:_===ni?H=e.DEPTH32F_STENCIL8:_===ma&&(H=e.DEPTH24_STENCIL8,Le("DepthTexture: 16 bit depth attachment is not supported with stencil. Using 24-bit attachment.")):_===null||_===ci||_===zr?H=e.DEPTH_COMPONENT24:_===ni?H=e.DEPTH_COMPONENT32F:_===ma&&(H=e.DEPTH_COMPONENT16),H}function x(b,_){return A(b)===!0||b.isFramebufferTexture&&b.minFilter!==Mt&&b.minFilter!==Dt?Math.log2(Math.max(_.width,_.height))+1:b.mipmaps.length>0?b.mipmaps.length:b.isCompressedTexture&&Array.isArray(b.image)?_.mipmaps.length:1}function I(b){let _=new WeakRef(b);r.get(b).__ref=_,M.add(_),S.register(b,_,_)}function j(b){let _=r.get(b).__ref;_!==void 0&&(M.delete(_),S.unregister(_))}function O(b){J(b.target)}function G(b){y(b.target)}function J(b){b.removeEventListener("dispose",O),j(b),D(b),b.isVideoTexture&&u.delete(b),b.isHTMLTexture&&d.delete(b)}function y(b){b.removeEventListener("dispose",G),j(b),Z(b)}function N(){for(let b of M){let _=b.deref();_!==void 0&&(_.isRenderTarget===!0?y(_):J(_))}M.clear(),d.clear()}function D(b){let _=r.get(b);if(_.__webglInit===void 0)return;let H=b.source,ie=f.get(H);if(ie){let K=ie[_.__cacheKey];K.usedTimes--,K.usedTimes===0&&L(b),Object.keys(ie).length===0&&f.delete(H)}r.remove(b)}function L(b){let _=r.get(b);e.deleteTexture(_.__webglTexture);let H=b.source,ie=f.get(H);delete ie[_.__cacheKey],s.memory.textures--}function Z(b){let _=r.get(b);_.__depthDisposeCallback&&_.__depthDisposeCallback();let H=b.depthTexture;if(H&&H.renderTarget===b&&J(H),b.isWebGLCubeRenderTarget)for(let K=0;K<6;K++){if(Array.isArray(_.__webglFramebuffer[K]))for(let ue=0;ue<_.__webglFramebuffer[K].length;ue++)e.deleteFramebuffer(_.__webglFramebuffer[K][ue]);else e.deleteFramebuffer(_.__webglFramebuffer[K]);_.__webglDepthbuffer&&e.deleteRenderbuffer(_.__webglDepthbuffer[K])}else{if(Array.isArray(_.__webglFramebuffer))for(let K=0;K<_.__webglFramebuffer.length;K++)e.deleteFramebuffer(_.__webglFramebuffer[K]);else e.deleteFramebuffer(_.__webglFramebuffer);if(_.__webglDepthbuffer&&e.deleteRenderbuffer(_.__webglDepthbuffer),_.__webglMultisampledFramebuffer&&e.deleteFramebuffer(_.__webglMultisampledFramebuffer),_.__webglColorRenderbuffer)for(let K=0;K<_.__webglColorRenderbuffer.length;K++)_.__webglColorRenderbuffer[K]&&e.deleteRenderbuffer(_.__webglColorRenderbuffer[K]);_.__webglDepthRenderbuffer&&e.deleteRenderbuffer(_.__webglDepthRenderbuffer)}let ie=b.textures;for(let K=0,ue=ie.length;K<ue;K++){let oe=r.get(ie[K]);oe.__webglTexture&&(e.deleteTexture(oe.__webglTexture),s.memory.textures--),r.remove(ie[K])}r.remove(b)}let B=0;function k(){B=0}function $(){return B}function ge(b){B=b}function q(){let b=B;return b>=a.maxTextures&&Le("WebGLTextures: Trying to use "+(b+1)+" texture units while this GPU supports only "+a.maxTextures),B+=1,b}function Q(b){let _=[];return _.push(b.wrapS),_.push(b.wrapT),_.push(b.wrapR||0),_.push(b.magFilter),_.push(b.minFilter),_.push(b.anisotropy),_.push(b.internalFormat),_.push(b.format),_.push(b.type),_.push(b.generateMipmaps),_.push(b.mipmapsAutoUpdate),_.push(b.premultiplyAlpha),_.push(b.flipY),_.push(b.unpackAlignment),_.push(b.colorSpace),_.join()}function pe(b,_){let H=r.get(b);if(b.isVideoTexture&&Re(b),b.isRenderTargetTexture===!1&&b.isExternalTexture!==!0&&b.version>0&&H.__version!==b.version){let ie=b.image;if(ie===null)Le("WebGLRenderer: Texture marked for update but no image data found.");else if(ie.complete===!1)Le("WebGLRenderer: Texture marked for update but image is incomplete");else{Ct(H,b,_);return}}else b.isExternalTexture&&(H.__webglTexture=b.sourceTexture?b.sourceTexture:null);i.bindTexture(e.TEXTURE_2D,H.__webglTexture,e.TEXTURE0+_)}function ye(b,_){let H=r.get(b);if(b.isRenderTargetTexture===!1&&b.version>0&&H.__version!==b.version){Ct(H,b,_);return}else b.isExternalTexture&&(H.__webglTexture=b.sourceTexture?b.sourceTexture:null);i.bindTexture(e.TEXTURE_2D_ARRAY,H.__webglTexture,e.TEXTURE0+_)}function xe(b,_){let H=r.get(b);if(b.isRenderTargetTexture===!1&&b.version>0&&H.__version!==b.version){Ct(H,b,_);return}i.bindTexture(e.TEXTURE_3D,H.__webglTexture,e.TEXTURE0+_)}function ne(b,_){let H=r.get(b);if(b.version>0&&H.__version!==b.version){Ot(H,b,_);return}i.bindTexture(e.TEXTURE_CUBE_MAP,H.__webglTexture,e.TEXTURE0+_)}let Ue={[Zs]:e.REPEAT,[Ai]:e.CLAMP_TO_EDGE,[$s]:e.MIRRORED_REPEAT},We={[Mt]:e.NEAREST,[yg]:e.NEAREST_MIPMAP_NEAREST,[Pa]:e.NEAREST_MIPMAP_LINEAR,[Dt]:e.LINEAR,[ss]:e.LINEAR_MIPMAP_NEAREST,[Wi]:e.LINEAR_MIPMAP_LINEAR},Ae={[Tg]:e.NEVER,[lc]:e.ALWAYS,[wg]:e.LESS,[sc]:e.LEQUAL,[Ag]:e.EQUAL,[oc]:e.GEQUAL,[Rg]:e.GREATER,[Cg]:e.NOTEQUAL};function gt(b,_){if(_.type===ni&&t.has("OES_texture_float_linear")===!1&&(_.magFilter===Dt||_.magFilter===ss||_.magFilter===Pa||_.magFilter===Wi||_.minFilter===Dt||_.minFilter===ss||_.minFilter===Pa||_.minFilter===Wi)&&Le("WebGLRenderer: Unable to use linear filtering with floating point textures. OES_texture_float_linear not supported on this device."),e.texParameteri(b,e.TEXTURE_WRAP_S,Ue[_.wrapS]),e.texParameteri(b,e.TEXTURE_WRAP_T,Ue[_.wrapT]),(b===e.TEXTURE_3D||b===e.TEXTURE_2D_ARRAY)&&e.texParameteri(b,e.TEXTURE_WRAP_R,Ue[_.wrapR]),e.texParameteri(b,e.TEXTURE_MAG_FILTER,We[_.magFilter]),e.texParameteri(b,e.TEXTURE_MIN_FILTER,We[_.minFilter]),_.compareFunction&&(e.texParameteri(b,e.TEXTURE_COMPARE_MODE,e.COMPARE_REF_TO_TEXTURE),e.texParameteri(b,e.TEXTURE_COMPARE_FUNC,Ae[_.compareFunction])),t.has("EXT_texture_filter_anisotropic")===!0){if(_.magFilter===Mt||_.minFilter!==Pa&&_.minFilter!==Wi||_.type===ni&&t.has("OES_texture_float_linear")===!1)return;if(_.anisotropy>1||r.get(_).__currentAnisotropy){let H=t.get("EXT_texture_filter_anisotropic");e.texParameterf(b,H.TEXTURE_MAX_ANISOTROPY_EXT,Math.min(_.anisotropy,a.getMaxAnisotropy())),r.get(_).__currentAnisotropy=_.anisotropy}}}function Tt(b,_){let H=!1;b.__webglInit===void 0&&(b.__webglInit=!0,_.addEventListener("dispose",O),I(_));let ie=_.source,K=f.get(ie);K===void 0&&(K={},f.set(ie,K));let ue=Q(_);if(ue!==b.__cacheKey){K[ue]===void 0&&(K[ue]={texture:e.createTexture(),usedTimes:0},s.memory.textures++,H=!0),K[ue].usedTimes++;let oe=K[b.__cacheKey];oe!==void 0&&(K[b.__cacheKey].usedTimes--,oe.usedTimes===0&&L(_)),b.__cacheKey=ue,b.__webglTexture=K[ue].texture}return H}function _t(b,_,H){return Math.floor(Math.floor(b/H)/_)}function at(b,_,H,ie){let K=b.updateRanges;if(K.length===0)i.texSubImage2D(e.TEXTURE_2D,0,0,0,_.width,_.height,H,ie,_.data);else{K.sort((_e,C)=>_e.start-C.start);let ue=0;for(let _e=1;_e<K.length;_e++){let C=K[ue],Y=K[_e],te=C.start+C.count,ae=_t(Y.start,_.width,4),ce=_t(C.start,_.width,4);Y.start<=te+1&&ae===ce&&_t(Y.start+Y.count-1,_.width,4)===ae?C.count=Math.max(C.count,Y.start+Y.count-C.start):(++ue,K[ue]=Y)}K.length=ue+1;let oe=i.getParameter(e.UNPACK_ROW_LENGTH),U=i.getParameter(e.UNPACK_SKIP_PIXELS),ee=i.getParameter(e.UNPACK_SKIP_ROWS);i.pixelStorei(e.UNPACK_ROW_LENGTH,_.width);for(let _e=0,C=K.length;_e<C;_e++){let Y=K[_e],te=Math.floor(Y.start/4),ae=Math.ceil(Y.count/4),ce=te%_.width,le=Math.floor(te/_.width),Te=ae;i.pixelStorei(e.UNPACK_SKIP_PIXELS,ce),i.pixelStorei(e.UNPACK_SKIP_ROWS,le),i.texSubImage2D(e.TEXTURE_2D,0,ce,le,Te,1,H,ie,_.data)}b.clearUpdateRanges(),i.pixelStorei(e.UNPACK_ROW_LENGTH,oe),i.pixelStorei(e.UNPACK_SKIP_PIXELS,U),i.pixelStorei(e.UNPACK_SKIP_ROWS,ee)}}function Ct(b,_,H){let ie=e.TEXTURE_2D;(_.isDataArrayTexture||_.isCompressedArrayTexture)&&(ie=e.TEXTURE_2D_ARRAY),_.isData3DTexture&&(ie=e.TEXTURE_3D);let K=Tt(b,_),ue=_.source;i.bindTexture(ie,b.__webglTexture,e.TEXTURE0+H);let oe=r.get(ue);if(ue.version!==oe.__version||K===!0){if(i.activeTexture(e.TEXTURE0+H),!(typeof ImageBitmap<"u"&&_.image instanceof ImageBitmap)){let re=Ve.getPrimaries(Ve.workingColorSpace),De=_.colorSpace===Gi?null:Ve.getPrimaries(_.colorSpace),Ce=_.colorSpace===Gi||re===De?e.NONE:e.BROWSER_DEFAULT_WEBGL;i.pixelStorei(e.UNPACK_FLIP_Y_WEBGL,_.flipY),i.pixelStorei(e.UNPACK_PREMULTIPLY_ALPHA_WEBGL,_.premultiplyAlpha),i.pixelStorei(e.UNPACK_COLORSPACE_CONVERSION_WEBGL,Ce)}i.pixelStorei(e.UNPACK_ALIGNMENT,_.unpackAlignment);let U=T(_.image,!1,a.maxTextureSize);U=Ne(_,U);let ee=n.convert(_.format,_.colorSpace),_e=n.convert(_.type),C=R(_.internalFormat,ee,_e,_.normalized,_.colorSpace,_.isVideoTexture);gt(ie,_);let Y,te=_.mipmaps,ae=_.isVideoTexture!==!0,ce=oe.__version===void 0||K===!0,le=ue.dataReady,Te=x(_,U);if(_.isDepthTexture)C=m(_.format===Xi,_.type),ce&&(ae?i.texStorage2D(e.TEXTURE_2D,1,C,U.width,U.height):i.texImage2D(e.TEXTURE_2D,0,C,U.width,U.height,0,ee,_e,null));else if(_.isDataTexture)if(te.length>0){ae&&ce&&i.texStorage2D(e.TEXTURE_2D,Te,C,te[0].width,te[0].height);for(let re=0,De=te.length;re<De;re++)Y=te[re],ae?le&&i.texSubImage2D(e.TEXTURE_2D,re,0,0,Y.width,Y.height,ee,_e,Y.data):i.texImage2D(e.TEXTURE_2D,re,C,Y.width,Y.height,0,ee,_e,Y.data);_.generateMipmaps=!1}else ae?(ce&&i.texStorage2D(e.TEXTURE_2D,Te,C,U.width,U.height),le&&at(_,U,ee,_e)):i.texImage2D(e.TEXTURE_2D,0,C,U.width,U.height,0,ee,_e,U.data);else if(_.isCompressedTexture)if(_.isCompressedArrayTexture){ae&&ce&&i.texStorage3D(e.TEXTURE_2D_ARRAY,Te,C,te[0].width,te[0].height,U.depth);for(let re=0,De=te.length;re<De;re++)if(Y=te[re],_.format!==si)if(ee!==null)if(ae){if(le)if(_.layerUpdates.size>0){let Ce=Ph(Y.width,Y.height,_.format,_.type);for(let He of _.layerUpdates){let Me=Y.data.subarray(He*Ce/Y.data.BYTES_PER_ELEMENT,(He+1)*Ce/Y.data.BYTES_PER_ELEMENT);i.compressedTexSubImage3D(e.TEXTURE_2D_ARRAY,re,0,0,He,Y.width,Y.height,1,ee,Me)}}else i.compressedTexSubImage3D(e.TEXTURE_2D_ARRAY,re,0,0,0,Y.width,Y.height,U.depth,ee,Y.data)}else i.compressedTexImage3D(e.TEXTURE_2D_ARRAY,re,C,Y.width,Y.height,U.depth,0,Y.data,0,0);else Le("WebGLRenderer: Attempt to load unsupported compressed texture format in .uploadTexture()");else ae?le&&i.texSubImage3D(e.TEXTURE_2D_ARRAY,re,0,0,0,Y.width,Y.height,U.depth,ee,_e,Y.data):i.texImage3D(e.TEXTURE_2D_ARRAY,re,C,Y.width,Y.height,U.depth,0,ee,_e,Y.data);_.layerUpdates.size>0&&_.clearLayerUpdates()}else{ae&&ce&&i.texStorage2D(e.TEXTURE_2D,Te,C,te[0].width,te[0].height);for(let re=0,De=te.length;re<De;re++)Y=te[re],_.format!==si?ee!==null?ae?le&&i.compressedTexSubImage2D(e.TEXTURE_2D,re,0,0,Y.width,Y.height,ee,Y.data):i.compressedTexImage2D(e.TEXTURE_2D,re,C,Y.width,Y.height,0,Y.data):Le("WebGLRenderer: Attempt to load unsupported compressed texture format in .uploadTexture()"):ae?le&&i.texSubImage2D(e.TEXTURE_2D,re,0,0,Y.width,Y.height,ee,_e,Y.data):i.texImage2D(e.TEXTURE_2D,re,C,Y.width,Y.height,0,ee,_e,Y.data)}else if(_.isDataArrayTexture)if(ae){if(ce&&i.texStorage3D(e.TEXTURE_2D_ARRAY,Te,C,U.width,U.height,U.depth),le)if(_.layerUpdates.size>0){let re=Ph(U.width,U.height,_.format,_.type);for(let De of _.layerUpdates){let Ce=U.data.subarray(De*re/U.data.BYTES_PER_ELEMENT,(De+1)*re/U.data.BYTES_PER_ELEMENT);i.texSubImage3D(e.TEXTURE_2D_ARRAY,0,0,0,De,U.width,U.height,1,ee,_e,Ce)}_.clearLayerUpdates()}else i.texSubImage3D(e.TEXTURE_2D_ARRAY,0,0,0,0,U.width,U.height,U.depth,ee,_e,U.data)}else i.texImage3D(e.TEXTURE_2D_ARRAY,0,C,U.width,U.height,U.depth,0,ee,_e,U.data);else if(_.isData3DTexture)ae?(ce&&i.texStorage3D(e.TEXTURE_3D,Te,C,U.width,U.height,U.depth),le&&i.texSubImage3D(e.TEXTURE_3D,0,0,0,0,U.width,U.height,U.depth,ee,_e,U.data)):i.texImage3D(e.TEXTURE_3D,0,C,U.width,U.height,U.depth,0,ee,_e,U.data);else if(_.isFramebufferTexture){if(ce)if(ae)i.texStorage2D(e.TEXTURE_2D,Te,C,U.width,U.height);else{let re=U.width,De=U.height;for(let Ce=0;Ce<Te;Ce++)i.texImage2D(e.TEXTURE_2D,Ce,C,re,De,0,ee,_e,null),re>>=1,De>>=1}}else if(_.isHTMLTexture){if("texElementImage2D"in e){let re=e.canvas;if(re.hasAttribute("layoutsubtree")||re.setAttribute("layoutsubtree","true"),U.parentNode!==re){re.appendChild(U),d.add(_),re.onpaint=De=>{let Ce=De.changedElements;for(let He of d)Ce.includes(He.image)&&(He.needsUpdate=!0)},re.requestPaint();return}if(e.texElementImage2D.length===3)e.texElementImage2D(e.TEXTURE_2D,e.RGBA8,U);else{let De=e.RGBA,Ce=e.RGBA,He=e.UNSIGNED_BYTE;e.texElementImage2D(e.TEXTURE_2D,0,De,Ce,He,U)}e.texParameteri(e.TEXTURE_2D,e.TEXTURE_MIN_FILTER,e.LINEAR),e.texParameteri(e.TEXTURE_2D,e.TEXTURE_WRAP_S,e.CLAMP_TO_EDGE),e.texParameteri(e.TEXTURE_2D,e.TEXTURE_WRAP_T,e.CLAMP_TO_EDGE)}}else if(te.length>0){if(ae&&ce){let re=yt(te[0]);i.texStorage2D(e.TEXTURE_2D,Te,C,re.width,re.height)}for(let re=0,De=te.length;re<De;re++)Y=te[re],ae?le&&i.texSubImage2D(e.TEXTURE_2D,re,0,0,ee,_e,Y):i.texImage2D(e.TEXTURE_2D,re,C,ee,_e,Y);_.generateMipmaps=!1}else if(ae){if(ce){let re=yt(U);i.texStorage2D(e.TEXTURE_2D,Te,C,re.width,re.height)}le&&i.texSubImage2D(e.TEXTURE_2D,0,0,0,ee,_e,U)}else i.texImage2D(e.TEXTURE_2D,0,C,ee,_e,U);A(_)&&_.mipmapsAutoUpdate===!0&&E(ie),oe.__version=ue.version,_.onUpdate&&_.onUpdate(_)}b.__version=_.version}function Ot(b,_,H){if(_.image.length!==6)return;let ie=Tt(b,_),K=_.source;i.bindTexture(e.TEXTURE_CUBE_MAP,b.__webglTexture,e.TEXTURE0+H);let ue=r.get(K);if(K.version!==ue.__version||ie===!0){i.activeTexture(e.TEXTURE0+H);let oe=Ve.getPrimaries(Ve.workingColorSpace),U=_.colorSpace===Gi?null:Ve.getPrimaries(_.colorSpace),ee=_.colorSpace===Gi||oe===U?e.NONE:e.BROWSER_DEFAULT_WEBGL;i.pixelStorei(e.UNPACK_FLIP_Y_WEBGL,_.flipY),i.pixelStorei(e.UNPACK_PREMULTIPLY_ALPHA_WEBGL,_.premultiplyAlpha),i.pixelStorei(e.UNPACK_ALIGNMENT,_.unpackAlignment),i.pixelStorei(e.UNPACK_COLORSPACE_CONVERSION_WEBGL,ee);let _e=_.isCompressedTexture||_.image[0].isCompressedTexture,C=_.image[0]&&_.image[0].isDataTexture,Y=[];for(let Me=0;Me<6;Me++)!_e&&!C?Y[Me]=T(_.image[Me],!0,a.maxCubemapSize):Y[Me]=C?_.image[Me].image:_.image[Me],Y[Me]=Ne(_,Y[Me]);let te=Y[0],ae=n.convert(_.format,_.colorSpace),ce=n.convert(_.type),le=R(_.internalFormat,ae,ce,_.normalized,_.colorSpace),Te=_.isVideoTexture!==!0,re=ue.__version===void 0||ie===!0,De=K.dataReady,Ce=x(_,te);gt(e.TEXTURE_CUBE_MAP,_);let He;if(_.isDepthTexture){if(le=m(_.format===Xi,_.type),re)if(Te)i.texStorage2D(e.TEXTURE_CUBE_MAP,1,le,te.width,te.height);else for(let Me=0;Me<6;Me++)i.texImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+Me,0,le,te.width,te.height,0,ae,ce,null)}else if(_e){Te&&re&&i.texStorage2D(e.TEXTURE_CUBE_MAP,Ce,le,te.width,te.height);for(let Me=0;Me<6;Me++){He=Y[Me].mipmaps;for(let et=0;et<He.length;et++){let tt=He[et];_.format!==si?ae!==null?Te?De&&i.compressedTexSubImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+Me,et,0,0,tt.width,tt.height,ae,tt.data):i.compressedTexImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+Me,et,le,tt.width,tt.height,0,tt.data):Le("WebGLRenderer: Attempt to load unsupported compressed texture format in .setTextureCube()"):Te?De&&i.texSubImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+Me,et,0,0,tt.width,tt.height,ae,ce,tt.data):i.texImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+Me,et,le,tt.width,tt.height,0,ae,ce,tt.data)}}}else{if(He=_.mipmaps,Te&&re){He.length>0&&Ce++;let Me=yt(Y[0]);i.texStorage2D(e.TEXTURE_CUBE_MAP,Ce,le,Me.width,Me.height)}for(let Me=0;Me<6;Me++)if(C){Te?De&&i.texSubImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+Me,0,0,0,Y[Me].width,Y[Me].height,ae,ce,Y[Me].data):i.texImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+Me,0,le,Y[Me].width,Y[Me].height,0,ae,ce,Y[Me].data);for(let et=0;et<He.length;et++){let tt=He[et].image[Me].image;Te?De&&i.texSubImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+Me,et+1,0,0,tt.width,tt.height,ae,ce,tt.data):i.texImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+Me,et+1,le,tt.width,tt.height,0,ae,ce,tt.data)}}else{Te?De&&i.texSubImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+Me,0,0,0,ae,ce,Y[Me]):i.texImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+Me,0,le,ae,ce,Y[Me]);for(let et=0;et<He.length;et++){let tt=He[et];Te?De&&i.texSubImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+Me,et+1,0,0,ae,ce,tt.image[Me]):i.texImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+Me,et+1,le,ae,ce,tt.image[Me])}}}A(_)&&_.mipmapsAutoUpdate===!0&&E(e.TEXTURE_CUBE_MAP),ue.__version=K.version,_.onUpdate&&_.onUpdate(_)}b.__version=_.version}function nt(b,_,H,ie,K,ue){let oe=n.convert(H.format,H.colorSpace),U=n.convert(H.type),ee=R(H.internalFormat,oe,U,H.normalized,H.colorSpace),_e=r.get(_),C=r.get(H);if(C.__renderTarget=_,!_e.__hasExternalTextures){let Y=Math.max(1,_.width>>ue),te=Math.max(1,_.height>>ue);K===e.TEXTURE_3D||K===e.TEXTURE_2D_ARRAY?i.texImage3D(K,ue,ee,Y,te,_.depth,0,oe,U,null):i.texImage2D(K,ue,ee,Y,te,0,oe,U,null)}i.bindFramebuffer(e.FRAMEBUFFER,b),$e(_)?o.framebufferTexture2DMultisampleEXT(e.FRAMEBUFFER,ie,K,C.__webglTexture,0,fe(_)):(K===e.TEXTURE_2D||K>=e.TEXTURE_CUBE_MAP_POSITIVE_X&&K<=e.TEXTURE_CUBE_MAP_NEGATIVE_Z)&&e.framebufferTexture2D(e.FRAMEBUFFER,ie,K,C.__webglTexture,ue),i.bindFramebuffer(e.FRAMEBUFFER,null)}function St(b,_,H){if(e.bindRenderbuffer(e.RENDERBUFFER,b),_.depthBuffer){let ie=_.depthTexture,K=ie&&ie.isDepthTexture?ie.type:null,ue=m(_.stencilBuffer,K),oe=_.stencilBuffer?e.DEPTH_STENCIL_ATTACHMENT:e.DEPTH_ATTACHMENT;$e(_)?o.renderbufferStorageMultisampleEXT(e.RENDERBUFFER,fe(_),ue,_.width,_.height):H?e.renderbufferStorageMultisample(e.RENDERBUFFER,fe(_),ue,_.width,_.height):e.renderbufferStorage(e.RENDERBUFFER,ue,_.width,_.height),e.framebufferRenderbuffer(e.FRAMEBUFFER,oe,e.RENDERBUFFER,b)}else{let ie=_.textures;for(let K=0;K<ie.length;K++){let ue=ie[K],oe=n.convert(ue.format,ue.colorSpace),U=n.convert(ue.type),ee=R(ue.internalFormat,oe,U,ue.normalized,ue.colorSpace);$e(_)?o.renderbufferStorageMultisampleEXT(e.RENDERBUFFER,fe(_),ee,_.width,_.height):H?e.renderbufferStorageMultisample(e.RENDERBUFFER,fe(_),ee,_.width,_.height):e.renderbufferStorage(e.RENDERBUFFER,ee,_.width,_.height)}}e.bindRenderbuffer(e.RENDERBUFFER,null)}function Lt(b,_,H){let ie=_.isWebGLCubeRenderTarget===!0;if(i.bindFramebuffer(e.FRAMEBUFFER,b),!(_.depthTexture&&_.depthTexture.isDepthTexture))throw new Error("THREE.WebGLTextures: renderTarget.depthTexture must be an instance of THREE.DepthTexture.");let K=r.get(_.depthTexture);K.__renderTarget=_;let ue=ie?_.depthTexture.image[0]:_.depthTexture.image;(!K.__webglTexture||ue.width!==_.width||ue.height!==_.height)&&(ue.width=_.width,ue.height=_.height,_.depthTexture.needsUpdate=!0),ie?ne(_.depthTexture,0):pe(_.depthTexture,0);let oe=K.__webglTexture,U=fe(_),ee=ie?e.TEXTURE_CUBE_MAP_POSITIVE_X+H:e.TEXTURE_2D,_e=_.depthTexture.format===Xi?e.DEPTH_STENCIL_ATTACHMENT:e.DEPTH_ATTACHMENT;if(_.depthTexture.format===ji)$e(_)?o.framebufferTexture2DMultisampleEXT(e.FRAMEBUFFER,_e,ee,oe,0,U):e.framebufferTexture2D(e.FRAMEBUFFER,_e,ee,oe,0);else if(_.depthTexture.format===Xi)$e(_)?o.framebufferTexture2DMultisampleEXT(e.FRAMEBUFFER,_e,ee,oe,0,U):e.framebufferTexture2D(e.FRAMEBUFFER,_e,ee,oe,0);else throw new Error("THREE.WebGLTextures: Unknown depthTexture format.")}function Pt(b){let _=r.get(b),H=b.isWebGLCubeRenderTarget===!0;if(_.__boundDepthTexture!==b.depthTexture){let ie=b.depthTexture;if(_.__depthDisposeCallback&&_.__depthDisposeCallback(),ie){let K=()=>{delete _.__boundDepthTexture,delete _.__depthDisposeCallback,ie.removeEventListener("dispose",K)};ie.addEventListener("dispose",K),_.__depthDisposeCallback=K}_.__boundDepthTexture=ie}if(b.depthTexture&&!_.__autoAllocateDepthBuffer)if(H)for(let ie=0;ie<6;ie++)Lt(_.__webglFramebuffer[ie],b,ie);else b.texture.mipmaps.length>0?Lt(_.__webglFramebuffer[0],b,0):Lt(_.__webglFramebuffer,b,0);else if(H){_.__webglDepthbuffer=[];for(let ie=0;ie<6;ie++)if(i.bindFramebuffer(e.FRAMEBUFFER,_.__webglFramebuffer[ie]),_.__webglDepthbuffer[ie]===void 0)_.__webglDepthbuffer[ie]=e.createRenderbuffer(),St(_.__webglDepthbuffer[ie],b,!1);else{let K=b.stencilBuffer?e.DEPTH_STENCIL_ATTACHMENT:e.DEPTH_ATTACHMENT,ue=_.__webglDepthbuffer[ie];e.bindRenderbuffer(e.RENDERBUFFER,ue),e.framebufferRenderbuffer(e.FRAMEBUFFER,K,e.RENDERBUFFER,ue)}}else if(b.texture.mipmaps.length>0?i.bindFramebuffer(e.FRAMEBUFFER,_.__webglFramebuffer[0]):i.bindFramebuffer(e.FRAMEBUFFER,_.__webglFramebuffer),_.__webglDepthbuffer===void 0)_.__webglDepthbuffer=e.createRenderbuffer(),St(_.__webglDepthbuffer,b,!1);else{let ie=b.stencilBuffer?e.DEPTH_STENCIL_ATTACHMENT:e.DEPTH_ATTACHMENT,K=_.__webglDepthbuffer;e.bindRenderbuffer(e.RENDERBUFFER,K),e.framebufferRenderbuffer(e.FRAMEBUFFER,ie,e.RENDERBUFFER,K)}i.bindFramebuffer(e.FRAMEBUFFER,null)}function Wt(b,_,H){let ie=r.get(b);_!==void 0&&nt(ie.__webglFramebuffer,b,b.texture,e.COLOR_ATTACHMENT0,e.TEXTURE_2D,0),H!==void 0&&Pt(b)}function F(b){let _=b.texture,H=r.get(b),ie=r.get(_);b.addEventListener("dispose",G),I(b);let K=b.textures,ue=b.isWebGLCubeRenderTarget===!0,oe=K.length>1;if(oe||(ie.__webglTexture===void 0&&(ie.__webglTexture=e.createTexture()),ie.__version=_.version,s.memory.textures++),ue){H.__webglFramebuffer=[];for(let U=0;U<6;U++)if(_.mipmaps.length>0){H.__webglFramebuffer[U]=[];for(let ee=0;ee<_.mipmaps.length;ee++)H.__webglFramebuffer[U][ee]=e.createFramebuffer()}else H.__webglFramebuffer[U]=e.createFramebuffer()}else{if(_.mipmaps.length>0){H.__webglFramebuffer=[];for(let U=0;U<_.mipmaps.length;U++)H.__webglFramebuffer[U]=e.createFramebuffer()}else H.__webglFramebuffer=e.createFramebuffer();if(oe)for(let U=0,ee=K.length;U<ee;U++){let _e=r.get(K[U]);_e.__webglTexture===void 0&&(_e.__webglTexture=e.createTexture(),s.memory.textures++)}if(b.samples>0&&$e(b)===!1){H.__webglMultisampledFramebuffer=e.createFramebuffer(),H.__webglColorRenderbuffer=[],i.bindFramebuffer(e.FRAMEBUFFER,H.__webglMultisampledFramebuffer);for(let U=0;U<K.length;U++){let ee=K[U];H.__webglColorRenderbuffer[U]=e.createRenderbuffer(),e.bindRenderbuffer(e.RENDERBUFFER,H.__webglColorRenderbuffer[U]);let _e=n.convert(ee.format,ee.colorSpace),C=n.convert(ee.type),Y=R(ee.internalFormat,_e,C,ee.normalized,ee.colorSpace,b.isXRRenderTarget===!0),te=fe(b);e.renderbufferStorageMultisample(e.RENDERBUFFER,te,Y,b.width,b.height),e.framebufferRenderbuffer(e.FRAMEBUFFER,e.COLOR_ATTACHMENT0+U,e.RENDERBUFFER,H.__webglColorRenderbuffer[U])}e.bindRenderbuffer(e.RENDERBUFFER,null),b.depthBuffer&&(H.__webglDepthRenderbuffer=e.createRenderbuffer(),St(H.__webglDepthRenderbuffer,b,!0)),i.bindFramebuffer(e.FRAMEBUFFER,null)}}if(ue){i.bindTexture(e.TEXTURE_CUBE_MAP,ie.__webglTexture),gt(e.TEXTURE_CUBE_MAP,_);for(let U=0;U<6;U++)if(_.mipmaps.length>0)for(let ee=0;ee<_.mipmaps.length;ee++)nt(H.__webglFramebuffer[U][ee],b,_,e.COLOR_ATTACHMENT0,e.TEXTURE_CUBE_MAP_POSITIVE_X+U,ee);else nt(H.__webglFramebuffer[U],b,_,e.COLOR_ATTACHMENT0,e.TEXTURE_CUBE_MAP_POSITIVE_X+U,0);A(_)?E(e.TEXTURE_CUBE_MAP):_.mipmaps.length>0&&e.texParameteri(e.TEXTURE_CUBE_MAP,e.TEXTURE_MAX_LEVEL,_.mipmaps.length-1),i.unbindTexture()}else if(oe){for(let U=0,ee=K.length;U<ee;U++){let _e=K[U],C=r.get(_e),Y=e.TEXTURE_2D;(b.isWebGL3DRenderTarget||b.isWebGLArrayRenderTarget)&&(Y=b.isWebGL3DRenderTarget?e.TEXTURE_3D:e.TEXTURE_2D_ARRAY),i.bindTexture(Y,C.__webglTexture),gt(Y,_e),nt(H.__webglFramebuffer,b,_e,e.COLOR_ATTACHMENT0+U,Y,0),A(_e)&&E(Y)}i.unbindTexture()}else{let U=e.TEXTURE_2D;if((b.isWebGL3DRenderTarget||b.isWebGLArrayRenderTarget)&&(U=b.isWebGL3DRenderTarget?e.TEXTURE_3D:e.TEXTURE_2D_ARRAY),i.bindTexture(U,ie.__webglTexture),gt(U,_),_.mipmaps.length>0)for(let ee=0;ee<_.mipmaps.length;ee++)nt(H.__webglFramebuffer[ee],b,_,e.COLOR_ATTACHMENT0,U,ee);else nt(H.__webglFramebuffer,b,_,e.COLOR_ATTACHMENT0,U,0);A(_)?E(U):_.mipmaps.length>0&&e.texParameteri(U,e.TEXTURE_MAX_LEVEL,_.mipmaps.length-1),i.unbindTexture()}b.depthBuffer&&Pt(b)}function Xt(b){let _=b.textures;for(let H=0,ie=_.length;H<ie;H++){let K=_[H];if(A(K)&&K.mipmapsAutoUpdate===!0){let ue=w(b),oe=r.get(K).__webglTexture;i.bindTexture(ue,oe),E(ue),i.unbindTexture()}}}let Ke=[];function pt(b){if(b.samples>0){if($e(b)===!1){let _=b.textures,H=b.width,ie=b.height,K=e.COLOR_BUFFER_BIT,ue=b.stencilBuffer?e.DEPTH_STENCIL_ATTACHMENT:e.DEPTH_ATTACHMENT,oe=r.get(b),U=_.length>1;if(U)for(let ee=0;ee<_.length;ee++)i.bindFramebuffer(e.FRAMEBUFFER,oe.__webglMultisampledFramebuffer),e.framebufferRenderbuffer(e.FRAMEBUFFER,e.COLOR_ATTACHMENT0+ee,e.RENDERBUFFER,null),i.bindFramebuffer(e.FRAMEBUFFER,oe.__webglFramebuffer),e.framebufferTexture2D(e.DRAW_FRAMEBUFFER,e.COLOR_ATTACHMENT0+ee,e.TEXTURE_2D,null,0);i.bindFramebuffer(e.READ_FRAMEBUFFER,oe.__webglMultisampledFramebuffer),b.texture.mipmaps.length>0?i.bindFramebuffer(e.DRAW_FRAMEBUFFER,oe.__webglFramebuffer[0]):i.bindFramebuffer(e.DRAW_FRAMEBUFFER,oe.__webglFramebuffer);for(let ee=0;ee<_.length;ee++){if(b.resolveDepthBuffer&&(b.depthBuffer&&(K|=e.DEPTH_BUFFER_BIT),b.stencilBuffer&&b.resolveStencilBuffer&&(K|=e.STENCIL_BUFFER_BIT)),U){e.framebufferRenderbuffer(e.READ_FRAMEBUFFER,e.COLOR_ATTACHMENT0,e.RENDERBUFFER,oe.__webglColorRenderbuffer[ee]);let _e=r.get(_[ee]).__webglTexture;e.framebufferTexture2D(e.DRAW_FRAMEBUFFER,e.COLOR_ATTACHMENT0,e.TEXTURE_2D,_e,0)}e.blitFramebuffer(0,0,H,ie,0,0,H,ie,K,e.NEAREST),l===!0&&(Ke.length=0,Ke.push(e.COLOR_ATTACHMENT0+ee),b.depthBuffer&&b.storeMultisampledDepthBuffer===!1&&Ke.push(ue),e.invalidateFramebuffer(e.READ_FRAMEBUFFER,Ke))}if(i.bindFramebuffer(e.READ_FRAMEBUFFER,null),i.bindFramebuffer(e.DRAW_FRAMEBUFFER,null),U)for(let ee=0;ee<_.length;ee++){i.bindFramebuffer(e.FRAMEBUFFER,oe.__webglMultisampledFramebuffer),e.framebufferRenderbuffer(e.FRAMEBUFFER,e.COLOR_ATTACHMENT0+ee,e.RENDERBUFFER,oe.__webglColorRenderbuffer[ee]);let _e=r.get(_[ee]).__webglTexture;i.bindFramebuffer(e.FRAMEBUFFER,oe.__webglFramebuffer),e.framebufferTexture2D(e.DRAW_FRAMEBUFFER,e.COLOR_ATTACHMENT0+ee,e.TEXTURE_2D,_e,0)}i.bindFramebuffer(e.DRAW_FRAMEBUFFER,oe.__webglMultisampledFramebuffer)}else if(b.depthBuffer&&b.storeMultisampledDepthBuffer===!1&&l){let _=b.stencilBuffer?e.DEPTH_STENCIL_ATTACHMENT:e.DEPTH_ATTACHMENT;e.invalidateFramebuffer(e.DRAW_FRAMEBUFFER,[_])}}}function fe(b){return Math.min(a.maxSamples,b.samples)}function $e(b){let _=r.get(b);return b.samples>0&&t.has("WEBGL_multisampled_render_to_texture")===!0&&_.__useRenderToTexture!==!1}function Re(b){let _=s.render.frame;u.get(b)!==_&&(u.set(b,_),b.update())}function Ne(b,_){let H=b.colorSpace,ie=b.format,K=b.type;return b.isCompressedTexture===!0||b.isVideoTexture===!0||H!==Cn&&H!==Gi&&(Ve.getTransfer(H)===qe?(ie!==si||K!==Gt)&&Le("WebGLTextures: sRGB encoded textures have to use RGBAFormat and UnsignedByteType."):Pe("WebGLTextures: Unsupported texture color space:",H)),_}function yt(b){return typeof HTMLImageElement<"u"&&b instanceof HTMLImageElement?(h.width=b.naturalWidth||b.width,h.height=b.naturalHeight||b.height):typeof VideoFrame<"u"&&b instanceof VideoFrame?(h.width=b.displayWidth,h.height=b.displayHeight):(h.width=b.width,h.height=b.height),h}this.allocateTextureUnit=q,this.resetTextureUnits=k,this.getTextureUnits=$,this.setTextureUnits=ge,this.setTexture2D=pe,this.setTexture2DArray=ye,this.setTexture3D=xe,this.setTextureCube=ne,this.rebindTextures=Wt,this.setupRenderTarget=F,this.updateRenderTargetMipmap=Xt,this.updateMultisampleRenderTarget=pt,this.setupDepthRenderbuffer=Pt,this.setupFrameBufferTexture=nt,this.useMultisampledRTT=$e,this.dispose=N}function Fy(e,t){function i(r,a=Gi){let n,s=Ve.getTransfer(a);if(r===Gt)return e.UNSIGNED_BYTE;if(r===Ko)return e.UNSIGNED_SHORT_4_4_4_4;if(r===Zo)return e.UNSIGNED_SHORT_5_5_5_1;if(r===tc)return e.UNSIGNED_INT_5_9_9_9_REV;if(r===ic)return e.UNSIGNED_INT_10F_11F_11F_REV;if(r===Qu)return e.BYTE;if(r===ec)return e.SHORT;if(r===ma)return e.UNSIGNED_SHORT;if(r===qo)return e.INT;if(r===ci)return e.UNSIGNED_INT;if(r===ni)return e.FLOAT;if(r===di)return e.HALF_FLOAT;if(r===rc)return e.ALPHA;if(r===ac)return e.RGB;if(r===si)return e.RGBA;if(r===ji)return e.DEPTH_COMPONENT;if(r===Xi)return e.DEPTH_STENCIL;if(r===nc)return e.RED;if(r===$o)return e.RED_INTEGER;if(r===hr)return e.RG;if(r===Jo)return e.RG_INTEGER;if(r===Qo)return e.RGBA_INTEGER;if(r===un||r===cn||r===dn||r===pn)if(s===qe)if(n=t.get("WEBGL_compressed_texture_s3tc_srgb"),n!==null){if(r===un)return n.COMPRESSED_SRGB_S3TC_DXT1_EXT;if(r===cn)return n.COMPRESSED_SRGB_ALPHA_S3TC_DXT1_EXT;if(r===dn)return n.COMPRESSED_SRGB_ALPHA_S3TC_DXT3_EXT;if(r===pn)return n.COMPRESSED_SRGB_ALPHA_S3TC_DXT5_EXT}else return null;else if(n=t.get("WEBGL_compressed_texture_s3tc"),n!==null){if(r===un)return n.COMPRESSED_RGB_S3TC_DXT1_EXT;if(r===cn)return n.COMPRESSED_RGBA_S3TC_DXT1_EXT;if(r===dn)return n.COMPRESSED_RGBA_S3TC_DXT3_EXT;if(r===pn)return n.COMPRESSED_RGBA_S3TC_DXT5_EXT}else return null;if(r===Js||r===Qs||r===eo||r===to)if(n=t.get("WEBGL_compressed_texture_pvrtc"),n!==null){if(r===Js)return n.COMPRESSED_RGB_PVRTC_4BPPV1_IMG;if(r===Qs)return n.COMPRESSED_RGB_PVRTC_2BPPV1_IMG;if(r===eo)return n.COMPRESSED_RGBA_PVRTC_4BPPV1_IMG;if(r===to)return n.COMPRESSED_RGBA_PVRTC_2BPPV1_IMG}else return null;if(r===io||r===ro||r===ao||r===no||r===so||r===wn||r===oo)if(n=t.get("WEBGL_compressed_texture_etc"),n!==null){if(r===io||r===ro)return s===qe?n.COMPRESSED_SRGB8_ETC2:n.COMPRESSED_RGB8_ETC2;if(r===ao)return s===qe?n.COMPRESSED_SRGB8_ALPHA8_ETC2_EAC:n.COMPRESSED_RGBA8_ETC2_EAC;if(r===no)return n.COMPRESSED_R11_EAC;if(r===so)return n.COMPRESSED_SIGNED_R11_EAC;if(r===wn)return n.COMPRESSED_RG11_EAC;if(r===oo)return n.COMPRESSED_SIGNED_RG11_EAC}else return null;if(r===lo||r===ho||r===uo||r===co||r===po||r===fo||r===mo||r===go||r===_o||r===vo||r===Mo||r===So||r===yo||r===xo)if(n=t.get("WEBGL_compressed_texture_astc"),n!==null){if(r===lo)return s===qe?n.COMPRESSED_SRGB8_ALPHA8_ASTC_4x4_KHR:n.COMPRESSED_RGBA_ASTC_4x4_KHR;if(r===ho)return s===qe?n.COMPRESSED_SRGB8_ALPHA8_ASTC_5x4_KHR:n.COMPRESSED_RGBA_ASTC_5x4_KHR;if(r===uo)return s===qe?n.COMPRESSED_SRGB8_ALPHA8_ASTC_5x5_KHR:n.COMPRESSED_RGBA_ASTC_5x5_KHR;if(r===co)return s===qe?n.COMPRESSED_SRGB8_ALPHA8_ASTC_6x5_KHR:n.COMPRESSED_RGBA_ASTC_6x5_KHR;if(r===po)return s===qe?n.COMPRESSED_SRGB8_ALPHA8_ASTC_6x6_KHR:n.COMPRESSED_RGBA_ASTC_6x6_KHR;if(r===fo)return s===qe?n.COMPRESSED_SRGB8_ALPHA8_ASTC_8x5_KHR:n.COMPRESSED_RGBA_ASTC_8x5_KHR;if(r===mo)return s===qe?n.COMPRESSED_SRGB8_ALPHA8_ASTC_8x6_KHR:n.COMPRESSED_RGBA_ASTC_8x6_KHR;if(r===go)return s===qe?n.COMPRESSED_SRGB8_ALPHA8_ASTC_8x8_KHR:n.COMPRESSED_RGBA_ASTC_8x8_KHR;if(r===_o)return s===qe?n.COMPRESSED_SRGB8_ALPHA8_ASTC_10x5_KHR:n.COMPRESSED_RGBA_ASTC_10x5_KHR;if(r===vo)return s===qe?n.COMPRESSED_SRGB8_ALPHA8_ASTC_10x6_KHR:n.COMPRESSED_RGBA_ASTC_10x6_KHR;if(r===Mo)return s===qe?n.COMPRESSED_SRGB8_ALPHA8_ASTC_10x8_KHR:n.COMPRESSED_RGBA_ASTC_10x8_KHR;if(r===So)return s===qe?n.COMPRESSED_SRGB8_ALPHA8_ASTC_10x10_KHR:n.COMPRESSED_RGBA_ASTC_10x10_KHR;if(r===yo)return s===qe?n.COMPRESSED_SRGB8_ALPHA8_ASTC_12x10_KHR:n.COMPRESSED_RGBA_ASTC_12x10_KHR;if(r===xo)return s===qe?n.COMPRESSED_SRGB8_ALPHA8_ASTC_12x12_KHR:n.COMPRESSED_RGBA_ASTC_12x12_KHR}else return null;if(r===Eo||r===bo||r===To)if(n=t.get("EXT_texture_compression_bptc"),n!==null){if(r===Eo)return s===qe?n.COMPRESSED_SRGB_ALPHA_BPTC_UNORM_EXT:n.COMPRESSED_RGBA_BPTC_UNORM_EXT;if(r===bo)return n.COMPRESSED_RGB_BPTC_SIGNED_FLOAT_EXT;if(r===To)return n.COMPRESSED_RGB_BPTC_UNSIGNED_FLOAT_EXT}else return null;if(r===wo||r===Ao||r===An||r===Ro)if(n=t.get("EXT_texture_compression_rgtc"),n!==null){if(r===wo)return n.COMPRESSED_RED_RGTC1_EXT;if(r===Ao)return n.COMPRESSED_SIGNED_RED_RGTC1_EXT;if(r===An)return n.COMPRESSED_RED_GREEN_RGTC2_EXT;if(r===Ro)return n.COMPRESSED_SIGNED_RED_GREEN_RGTC2_EXT}else return null;return r===zr?e.UNSIGNED_INT_24_8:e[r]!==void 0?e[r]:null}return{convert:i}}var By=`
void main() {

	gl_Position = vec4( position, 1.0 );

}`,zy=`
uniform sampler2DArray depthColor;
uniform float depthWidth;
uniform float depthHeight;

void main() {

	vec2 coord = vec2( gl_FragCoord.x / depthWidth, gl_FragCoord.y / depthHeight );

	if ( coord.x >= 1.0 ) {

		gl_FragDepth = texture( depthColor, vec3( coord.x - 1.0, coord.y, 1 ) ).r;

	} else {

		gl_FragDepth = texture( depthColor, vec3( coord.x, coord.y, 0 ) ).r;

	}

}`,Hy=class{constructor(){this.texture=null,this.mesh=null,this.depthNear=0,this.depthFar=0}init(e,t){if(this.texture===null){let i=new wc(e.texture);(e.depthNear!==t.depthNear||e.depthFar!==t.depthFar)&&(this.depthNear=e.depthNear,this.depthFar=e.depthFar),this.texture=i}}getMesh(e){if(this.texture!==null&&this.mesh===null){let t=e.cameras[0].viewport,i=new Di({vertexShader:By,fragmentShader:zy,uniforms:{depthColor:{value:this.texture},depthWidth:{value:t.z},depthHeight:{value:t.w}}});this.mesh=new ur(new Rc(20,20),i)}return this.mesh}reset(){this.texture=null,this.mesh=null}getDepthTexture(){return this.texture}},Vy=class extends qi{constructor(e,t){super();let i=this,r=null,a=1,n=null,s="local-floor",o=1,l=null,h=null,u=null,d=null,c=null,f=null,M=typeof XRWebGLBinding<"u",S=new Hy,g={},p=t.getContextAttributes(),T=null,A=null,E=[],w=[],R=new Fe,m=null,x=null,I=new ri;I.viewport=new lt;let j=new ri;j.viewport=new lt;let O=[I,j],G=new G_,J=null,y=null;this.cameraAutoUpdate=!0,this.enabled=!1,this.isPresenting=!1,this.getController=function(q){let Q=E[q];return Q===void 0&&(Q=new fs,E[q]=Q),Q.getTargetRaySpace()},this.getControllerGrip=function(q){let Q=E[q];return Q===void 0&&(Q=new fs,E[q]=Q),Q.getGripSpace()},this.getHand=function(q){let Q=E[q];return Q===void 0&&(Q=new fs,E[q]=Q),Q.getHandSpace()};function N(q){let Q=w.indexOf(q.inputSource);if(Q===-1)return;let pe=E[Q];pe!==void 0&&(pe.update(q.inputSource,q.frame,l||n),pe.dispatchEvent({type:q.type,data:q.inputSource}))}function D(){r.removeEventListener("select",N),r.removeEventListener("selectstart",N),r.removeEventListener("selectend",N),r.removeEventListener("squeeze",N),r.removeEventListener("squeezestart",N),r.removeEventListener("squeezeend",N),r.removeEventListener("end",D),r.removeEventListener("inputsourceschange",L);for(let q=0;q<E.length;q++){let Q=w[q];Q!==null&&(w[q]=null,E[q].disconnect(Q))}J=null,y=null,S.reset();for(let q in g)delete g[q];if(e.setRenderTarget(T),c=null,d=null,u=null,r=null,A=null,ge.stop(),i.isPresenting=!1,e.setPixelRatio(m),e.setSize(R.width,R.height,!1),x!==null){let q=x.camera;q.fov=x.fov,q.zoom=x.zoom,q.updateProjectionMatrix(),x=null}i.dispatchEvent({type:"sessionend"})}this.setFramebufferScaleFactor=function(q){a=q,i.isPresenting===!0&&Le("WebXRManager: Cannot change framebuffer scale while presenting.")},this.setReferenceSpaceType=function(q){s=q,i.isPresenting===!0&&Le("WebXRManager: Cannot change reference space type while presenting.")},this.getReferenceSpace=function(){return l||n},this.setReferenceSpace=function(q){l=q},this.getBaseLayer=function(){return d!==null?d:c},this.getBinding=function(){return u===null&&M&&(u=new XRWebGLBinding(r,t)),u},this.getFrame=function(){return f},this.getSession=function(){return r},this.setSession=async function(q){if(r=q,r!==null){if(T=e.getRenderTarget(),r.addEventListener("select",N),r.addEventListener("selectstart",N),r.addEventListener("selectend",N),r.addEventListener("squeeze",N),r.addEventListener("squeezestart",N),r.addEventListener("squeezeend",N),r.addEventListener("end",D),r.addEventListener("inputsourceschange",L),p.xrCompatible!==!0&&await t.makeXRCompatible(),m=e.getPixelRatio(),e.getSize(R),M&&"createProjectionLayer"in XRWebGLBinding.prototype){let Q=null,pe=null,ye=null;p.depth&&(ye=p.stencil?t.DEPTH24_STENCIL8:t.DEPTH_COMPONENT24,Q=p.stencil?Xi:ji,pe=p.stencil?zr:ci);let xe={colorFormat:t.RGBA8,depthFormat:ye,scaleFactor:a};u=this.getBinding(),d=u.createProjectionLayer(xe),r.updateRenderState({layers:[d]}),e.setPixelRatio(1),e.setSize(d.textureWidth,d.textureHeight,!1),A=new hi(d.textureWidth,d.textureHeight,{format:si,type:Gt,depthTexture:new Vr(d.textureWidth,d.textureHeight,pe,void 0,void 0,void 0,void 0,void 0,void 0,Q),stencilBuffer:p.stencil,colorSpace:e.outputColorSpace,samples:p.antialias?4:0,resolveDepthBuffer:d.ignoreDepthValues===!1,resolveStencilBuffer:d.ignoreDepthValues===!1,storeMultisampledDepthBuffer:d.ignoreDepthValues===!1,storeMultisampledStencilBuffer:d.ignoreDepthValues===!1})}else{let Q={antialias:p.antialias,alpha:!0,depth:p.depth,stencil:p.stencil,framebufferScaleFactor:a};c=new XRWebGLLayer(r,t,Q),r.updateRenderState({baseLayer:c}),e.setPixelRatio(1),e.setSize(c.framebufferWidth,c.framebufferHeight,!1),A=new hi(c.framebufferWidth,c.framebufferHeight,{format:si,type:Gt,colorSpace:e.outputColorSpace,stencilBuffer:p.stencil,resolveDepthBuffer:c.ignoreDepthValues===!1,resolveStencilBuffer:c.ignoreDepthValues===!1,storeMultisampledDepthBuffer:c.ignoreDepthValues===!1,storeMultisampledStencilBuffer:c.ignoreDepthValues===!1})}A.isXRRenderTarget=!0,this.setFoveation(o),l=null,n=await r.requestReferenceSpace(s),ge.setContext(r),ge.start(),i.isPresenting=!0,i.dispatchEvent({type:"sessionstart"})}},this.getEnvironmentBlendMode=function(){if(r!==null)return r.environmentBlendMode},this.getDepthTexture=function(){return S.getDepthTexture()};function L(q){for(let Q=0;Q<q.removed.length;Q++){let pe=q.removed[Q],ye=w.indexOf(pe);ye>=0&&(w[ye]=null,E[ye].disconnect(pe))}for(let Q=0;Q<q.added.length;Q++){let pe=q.added[Q],ye=w.indexOf(pe);if(ye===-1){for(let ne=0;ne<E.length;ne++)if(ne>=w.length){w.push(pe),ye=ne;break}else if(w[ne]===null){w[ne]=pe,ye=ne;break}if(ye===-1)break}let xe=E[ye];xe&&xe.connect(pe)}}function Z(q,Q){Q===null?q.matrixWorld.copy(q.matrix):q.matrixWorld.multiplyMatrices(Q.matrixWorld,q.matrix),q.matrixWorldInverse.copy(q.matrixWorld).invert()}this.updateCamera=function(q){if(r===null)return;let Q=q.near,pe=q.far;S.texture!==null&&(S.depthNear>0&&(Q=S.depthNear),S.depthFar>0&&(pe=S.depthFar)),G.near=j.near=I.near=Q,G.far=j.far=I.far=pe,(J!==G.near||y!==G.far)&&(r.updateRenderState({depthNear:G.near,depthFar:G.far}),J=G.near,y=G.far),G.layers.mask=q.layers.mask|6,I.layers.mask=G.layers.mask&-5,j.layers.mask=G.layers.mask&-3;let ye=q.parent,xe=G.cameras;Z(G,ye);for(let ne=0;ne<xe.length;ne++)Z(xe[ne],ye);G.projectionMatrix.copy(I.projectionMatrix),G.projectionMatrixInverse.copy(I.projectionMatrixInverse),x===null&&q.isPerspectiveCamera&&(x={camera:q,fov:q.fov,zoom:q.zoom}),B(q,G,ye)};function B(q,Q,pe){pe===null?q.matrix.copy(Q.matrixWorld):(q.matrix.copy(pe.matrixWorld),q.matrix.invert(),q.matrix.multiply(Q.matrixWorld)),q.matrix.decompose(q.position,q.quaternion,q.scale),q.updateMatrixWorld(!0),q.projectionMatrix.copy(Q.projectionMatrix),q.projectionMatrixInverse.copy(Q.projectionMatrixInverse),q.isPerspectiveCamera&&(q.fov=ga*2*Math.atan(1/q.projectionMatrix.elements[5]),q.zoom=1)}this.getCamera=function(){return G},this.getFoveation=function(){if(!(d===null&&c===null))return o},this.setFoveation=function(q){o=q,d!==null&&(d.fixedFoveation=q),c!==null&&c.fixedFoveation!==void 0&&(c.fixedFoveation=q)},this.hasDepthSensing=function(){return S.texture!==null},this.getDepthSensingMesh=function(){return S.getMesh(G)},this.getCameraTexture=function(q){return g[q]};let k=null;function $(q,Q){if(h=Q.getViewerPose(l||n),f=Q,h!==null){let pe=h.views;c!==null&&(e.setRenderTargetFramebuffer(A,c.framebuffer),e.setRenderTarget(A));let ye=!1;pe.length!==G.cameras.length&&(G.cameras.length=0,ye=!0);for(let ne=0;ne<pe.length;ne++){let Ue=pe[ne],We=null;if(c!==null)We=c.getViewport(Ue);else{let gt=u.getViewSubImage(d,Ue);We=gt.viewport,ne===0&&(e.setRenderTargetTextures(A,gt.colorTexture,gt.depthStencilTexture),e.setRenderTarget(A))}let Ae=O[ne];Ae===void 0&&(Ae=new ri,Ae.layers.enable(ne),Ae.viewport=new lt,O[ne]=Ae),Ae.matrix.fromArray(Ue.transform.matrix),Ae.matrix.decompose(Ae.position,Ae.quaternion,Ae.scale),Ae.projectionMatrix.fromArray(Ue.projectionMatrix),Ae.projectionMatrixInverse.copy(Ae.projectionMatrix).invert(),Ae.viewport.set(We.x,We.y,We.width,We.height),ne===0&&(G.matrix.copy(Ae.matrix),G.matrix.decompose(G.position,G.quaternion,G.scale)),ye===!0&&G.cameras.push(Ae)}let xe=r.enabledFeatures;if(xe&&xe.includes("depth-sensing")&&r.depthUsage=="gpu-optimized"&&M){u=i.getBinding();let ne=u.getDepthInformation(pe[0]);ne&&ne.isValid&&ne.texture&&S.init(ne,r.renderState)}if(xe&&xe.includes("camera-access")&&M){e.state.unbindTexture(),u=i.getBinding();for(let ne=0;ne<pe.length;ne++){let Ue=pe[ne].camera;if(Ue){let We=g[Ue];We||(We=new wc,g[Ue]=We);let Ae=u.getCameraImage(Ue);We.sourceTexture=Ae}}}}for(let pe=0;pe<E.length;pe++){let ye=w[pe],xe=E[pe];ye!==null&&xe!==void 0&&xe.update(ye,Q,l||n)}k&&k(q,Q),Q.detectedPlanes&&i.dispatchEvent({type:"planesdetected",data:Q}),f=null}let ge=new Ic;ge.setAnimationLoop($),this.setAnimationLoop=function(q){k=q},this.dispose=function(){}}},ky=new ht,Xc=new Ie;Xc.set(-1,0,0,0,1,0,0,0,1);function Gy(e,t){function i(g,p){g.matrixAutoUpdate===!0&&g.updateMatrix(),p.value.copy(g.matrix)}function r(g,p){p.color.getRGB(g.fogColor.value,Lc(e)),p.isFog?(g.fogNear.value=p.near,g.fogFar.value=p.far):p.isFogExp2&&(g.fogDensity.value=p.density)}function a(g,p,T,A,E){p.isNodeMaterial?p.uniformsNeedUpdate=!1:p.isMeshBasicMaterial?n(g,p):p.isMeshLambertMaterial?(n(g,p),p.envMap&&(g.envMapIntensity.value=p.envMapIntensity)):p.isMeshToonMaterial?(n(g,p),d(g,p)):p.isMeshPhongMaterial?(n(g,p),u(g,p),p.envMap&&(g.envMapIntensity.value=p.envMapIntensity)):p.isMeshStandardMaterial?(n(g,p),c(g,p),p.isMeshPhysicalMaterial&&f(g,p,E)):p.isMeshMatcapMaterial?(n(g,p),M(g,p)):p.isMeshDepthMaterial?n(g,p):p.isMeshDistanceMaterial?(n(g,p),S(g,p)):p.isMeshNormalMaterial?n(g,p):p.isLineBasicMaterial?(s(g,p),p.isLineDashedMaterial&&o(g,p)):p.isPointsMaterial?l(g,p,T,A):p.isSpriteMaterial?h(g,p):p.isShadowMaterial?(g.color.value.copy(p.color),g.opacity.value=p.opacity):p.isShaderMaterial&&(p.uniformsNeedUpdate=!1)}function n(g,p){g.opacity.value=p.opacity,p.color&&g.diffuse.value.copy(p.color),p.emissive&&g.emissive.value.copy(p.emissive).multiplyScalar(p.emissiveIntensity),p.map&&(g.map.value=p.map,i(p.map,g.mapTransform)),p.alphaMap&&(g.alphaMap.value=p.alphaMap,i(p.alphaMap,g.alphaMapTransform)),p.bumpMap&&(g.bumpMap.value=p.bumpMap,i(p.bumpMap,g.bumpMapTransform),g.bumpScale.value=p.bumpScale,p.side===Ut&&(g.bumpScale.value*=-1)),p.normalMap&&(g.normalMap.value=p.normalMap,i(p.normalMap,g.normalMapTransform),g.normalScale.value.copy(p.normalScale),p.side===Ut&&g.normalScale.value.negate()),p.displacementMap&&(g.displacementMap.value=p.displacementMap,i(p.displacementMap,g.displacementMapTransform),g.displacementScale.value=p.displacementScale,g.displacementBias.value=p.displacementBias),p.emissiveMap&&(g.emissiveMap.value=p.emissiveMap,i(p.emissiveMap,g.emissiveMapTransform)),p.specularMap&&(g.specularMap.value=p.specularMap,i(p.specularMap,g.specularMapTransform)),p.alphaTest>0&&(g.alphaTest.value=p.alphaTest);let T=t.get(p),A=T.envMap,E=T.envMapRotation;A&&(g.envMap.value=A,g.envMapRotation.value.setFromMatrix4(ky.makeRotationFromEuler(E)).transpose(),A.isCubeTexture&&A.isRenderTargetTexture===!1&&g.envMapRotation.value.premultiply(Xc),g.reflectivity.value=p.reflectivity,g.ior.value=p.ior,g.refractionRatio.value=p.refractionRatio),p.lightMap&&(g.lightMap.value=p.lightMap,g.lightMapIntensity.value=p.lightMapIntensity,i(p.lightMap,g.lightMapTransform)),p.aoMap&&(g.aoMap.value=p.aoMap,g.aoMapIntensity.value=p.aoMapIntensity,i(p.aoMap,g.aoMapTransform))}function s(g,p){g.diffuse.value.copy(p.color),g.opacity.value=p.opacity,p.map&&(g.map.value=p.map,i(p.map,g.mapTransform))}function o(g,p){g.dashSize.value=p.dashSize,g.totalSize.value=p.dashSize+p.gapSize,g.scale.value=p.scale}function l(g,p,T,A){g.diffuse.value.copy(p.color),g.opacity.value=p.opacity,g.size.value=p.size*T,g.scale.value=A*.5,p.map&&(g.map.value=p.map,i(p.map,g.uvTransform)),p.alphaMap&&(g.alphaMap.value=p.alphaMap,i(p.alphaMap,g.alphaMapTransform)),p.alphaTest>0&&(g.alphaTest.value=p.alphaTest)}function h(g,p){g.diffuse.value.copy(p.color),g.opacity.value=p.opacity,g.rotation.value=p.rotation,p.map&&(g.map.value=p.map,i(p.map,g.mapTransform)),p.alphaMap&&(g.alphaMap.value=p.alphaMap,i(p.alphaMap,g.alphaMapTransform)),p.alphaTest>0&&(g.alphaTest.value=p.alphaTest)}function u(g,p){g.specular.value.copy(p.specular),g.shininess.value=Math.max(p.shininess,1e-4)}function d(g,p){p.gradientMap&&(g.gradientMap.value=p.gradientMap)}function c(g,p){g.metalness.value=p.metalness,p.metalnessMap&&(g.metalnessMap.value=p.metalnessMap,i(p.metalnessMap,g.metalnessMapTransform)),g.roughness.value=p.roughness,p.roughnessMap&&(g.roughnessMap.value=p.roughnessMap,i(p.roughnessMap,g.roughnessMapTransform)),p.envMap&&(g.envMapIntensity.value=p.envMapIntensity)}function f(g,p,T){g.ior.value=p.ior,p.diffuseRoughness>0&&(g.diffuseRoughness.value=p.diffuseRoughness,p.diffuseRoughnessMap&&(g.diffuseRoughnessMap.value=p.diffuseRoughnessMap,i(p.diffuseRoughnessMap,g.diffuseRoughnessMapTransform))),p.sheen>0&&(g.sheenColor.value.copy(p.sheenColor).multiplyScalar(p.sheen),g.sheenRoughness.value=p.sheenRoughness,p.sheenColorMap&&(g.sheenColorMap.value=p.sheenColorMap,i(p.sheenColorMap,g.sheenColorMapTransform)),p.sheenRoughnessMap&&(g.sheenRoughnessMap.value=p.sheenRoughnessMap,i(p.sheenRoughnessMap,g.sheenRoughnessMapTransform))),p.clearcoat>0&&(g.clearcoat.value=p.clearcoat,g.clearcoatRoughness.value=p.clearcoatRoughness,p.clearcoatMap&&(g.clearcoatMap.value=p.clearcoatMap,i(p.clearcoatMap,g.clearcoatMapTransform)),p.clearcoatRoughnessMap&&(g.clearcoatRoughnessMap.value=p.clearcoatRoughnessMap,i(p.clearcoatRoughnessMap,g.clearcoatRoughnessMapTransform)),p.clearcoatNormalMap&&(g.clearcoatNormalMap.value=p.clearcoatNormalMap,i(p.clearcoatNormalMap,g.clearcoatNormalMapTransform),g.clearcoatNormalScale.value.copy(p.clearcoatNormalScale),p.side===Ut&&g.clearcoatNormalScale.value.negate())),p.dispersion>0&&(g.dispersion.value=p.dispersion),p.retroreflectivity>0&&(g.retroreflectivity.value=p.retroreflectivity),p.iridescence>0&&(g.iridescence.value=p.iridescence,g.iridescenceIOR.value=p.iridescenceIOR,g.iridescenceThicknessMinimum.value=p.iridescenceThicknessMinimum,g.iridescenceThicknessMaximum.value=p.iridescenceThicknessMaximum,p.iridescenceMap&&(g.iridescenceMap.value=p.iridescenceMap,i(p.iridescenceMap,g.iridescenceMapTransform)),p.iridescenceThicknessMap&&(g.iridescenceThicknessMap.value=p.iridescenceThicknessMap,i(p.iridescenceThicknessMap,g.iridescenceThicknessMapTransform))),p.transmission>0&&(g.transmission.value=p.transmission,g.transmissionSamplerMap.value=T.texture,g.transmissionSamplerSize.value.set(T.width,T.height),p.transmissionMap&&(g.transmissionMap.value=p.transmissionMap,i(p.transmissionMap,g.transmissionMapTransform)),g.thickness.value=p.thickness,p.thicknessMap&&(g.thicknessMap.value=p.thicknessMap,i(p.thicknessMap,g.thicknessMapTransform)),g.attenuationDistance.value=p.attenuationDistance,g.attenuationColor.value.copy(p.attenuationColor)),p.anisotropy>0&&(g.anisotropyVector.value.set(p.anisotropy*Math.cos(p.anisotropyRotation),p.anisotropy*Math.sin(p.anisotropyRotation)),p.anisotropyMap&&(g.anisotropyMap.value=p.anisotropyMap,i(p.anisotropyMap,g.anisotropyMapTransform))),g.specularIntensity.value=p.specularIntensity,g.specularColor.value.copy(p.specularColor),p.specularColorMap&&(g.specularColorMap.value=p.specularColorMap,i(p.specularColorMap,g.specularColorMapTransform)),p.specularIntensityMap&&(g.specularIntensityMap.value=p.specularIntensityMap,i(p.specularIntensityMap,g.specularIntensityMapTransform))}function M(g,p){p.matcap&&(g.matcap.value=p.matcap)}function S(g,p){let T=t.get(p).light;g.referencePosition.value.setFromMatrixPosition(T.matrixWorld),g.nearDistance.value=T.shadow.camera.near,g.farDistance.value=T.shadow.camera.far}return{refreshFogUniforms:r,refreshMaterialUniforms:a}}function Wy(e,t,i,r){let a={},n={};function s(T,A){let E=A.program;r.uniformBlockBinding(T,E,a[T.id])}function o(T,A){let E=a[T.id];E===void 0&&(M(T),E=l(T),a[T.id]=E,T.addEventListener("dispose",g));let w=A.program;r.updateUBOMapping(T,w);let R=t.render.frame;n[T.id]!==R&&(h(T),n[T.id]=R)}function l(T){let A=e.createBuffer(),E=T.__size,w=T.usage;return e.bindBuffer(e.UNIFORM_BUFFER,A),e.bufferData(e.UNIFORM_BUFFER,E,w),e.bindBuffer(e.UNIFORM_BUFFER,null),A}function h(T){let A=a[T.id],E=T.uniforms,w=T.__cache;e.bindBuffer(e.UNIFORM_BUFFER,A);for(let R=0,m=E.length;R<m;R++){let x=E[R];if(Array.isArray(x))for(let I=0,j=x.length;I<j;I++)u(x[I],R,I,w);else u(x,R,0,w)}e.bindBuffer(e.UNIFORM_BUFFER,null)}function u(T,A,E,w){if(c(T,A,E,w)===!0){let R=T.__offset,m=T.value;if(Array.isArray(m)){let x=0;for(let I=0;I<m.length;I++){let j=m[I],O=S(j,!0);d(j,T.__data,x),x+=O.storage/Float32Array.BYTES_PER_ELEMENT}}else d(m,T.__data,0);e.bufferSubData(e.UNIFORM_BUFFER,R,T.__data)}}function d(T,A,E){typeof T=="number"||typeof T=="boolean"?A[E]=T:T.isMatrix3?(A[E]=T.elements[0],A[E+1]=T.elements[1],A[E+2]=T.elements[2],A[E+3]=0,A[E+4]=T.elements[3],A[E+5]=T.elements[4],A[E+6]=T.elements[5],A[E+7]=0,A[E+8]=T.elements[6],A[E+9]=T.elements[7],A[E+10]=T.elements[8],A[E+11]=0):ArrayBuffer.isView(T)?A.set(T.subarray(0,A.length-E),E):T.toArray(A,E)}function c(T,A,E,w){let R=T.value,m=A+"_"+E;if(Array.isArray(R)){w[m]===void 0&&(w[m]=[]);let x=w[m],I=!1;for(let j=0;j<R.length;j++)f(R[j],x,j)===!0&&(I=!0);return I}return f(R,w,m)}function f(T,A,E){if(A[E]===void 0)return typeof T=="number"||typeof T=="boolean"?A[E]=T:ArrayBuffer.isView(T)?A[E]=T.slice():A[E]=T.clone(),!0;{let w=A[E];if(typeof T=="number"||typeof T=="boolean"){if(w!==T)return A[E]=T,!0}else{if(ArrayBuffer.isView(T))return!0;if(w.equals(T)===!1)return w.copy(T),!0}}return!1}function M(T){let A=T.uniforms,E=0,w=16;for(let m=0,x=A.length;m<x;m++){let I=Array.isArray(A[m])?A[m]:[A[m]];for(let j=0,O=I.length;j<O;j++){let G=I[j],J=Array.isArray(G.value)?G.value:[G.value],y=Array.isArray(A[m])||Array.isArray(G.value),N=E;for(let L=0,Z=J.length;L<Z;L++){let B=J[L],k=S(B,y),$=E%w,ge=$%k.boundary,q=$+ge;E+=ge,q!==0&&w-q<k.storage&&(E+=w-q),L===0&&(N=E),E+=k.storage}let D=G.type==="int"?Int32Array:G.type==="uint"?Uint32Array:Float32Array;G.__data=new D((E-N)/Float32Array.BYTES_PER_ELEMENT),G.__offset=N}}let R=E%w;return R>0&&(E+=w-R),T.__size=E,T.__cache={},this}function S(T,A){let E={boundary:0,storage:0};return typeof T=="number"||typeof T=="boolean"?(E.boundary=4,E.storage=4):T.isVector2?(E.boundary=8,E.storage=8):T.isVector3||T.isColor?(E.boundary=16,E.storage=12):T.isVector4?(E.boundary=16,E.storage=16):T.isMatrix3?(E.boundary=16,E.storage=48):T.isMatrix4?(E.boundary=16,E.storage=64):T.isTexture?Le("WebGLRenderer: Texture samplers can not be part of an uniforms group."):ArrayBuffer.isView(T)?(E.boundary=16,E.storage=T.byteLength):Le("WebGLRenderer: Unsupported uniform value type.",T),A===!0&&(E.boundary=16,E.storage=Math.ceil(E.storage/16)*16),E}function g(T){let A=T.target;A.removeEventListener("dispose",g),e.deleteBuffer(a[A.id]),delete a[A.id],delete n[A.id]}function p(){for(let T in a)e.deleteBuffer(a[T]);a={},n={}}return{bind:s,update:o,dispose:p}}var Xy=new Uint16Array([12469,15057,12620,14925,13266,14620,13807,14376,14323,13990,14545,13625,14713,13328,14840,12882,14931,12528,14996,12233,15039,11829,15066,11525,15080,11295,15085,10976,15082,10705,15073,10495,13880,14564,13898,14542,13977,14430,14158,14124,14393,13732,14556,13410,14702,12996,14814,12596,14891,12291,14937,11834,14957,11489,14958,11194,14943,10803,14921,10506,14893,10278,14858,9960,14484,14039,14487,14025,14499,13941,14524,13740,14574,13468,14654,13106,14743,12678,14818,12344,14867,11893,14889,11509,14893,11180,14881,10751,14852,10428,14812,10128,14765,9754,14712,9466,14764,13480,14764,13475,14766,13440,14766,13347,14769,13070,14786,12713,14816,12387,14844,11957,14860,11549,14868,11215,14855,10751,14825,10403,14782,10044,14729,9651,14666,9352,14599,9029,14967,12835,14966,12831,14963,12804,14954,12723,14936,12564,14917,12347,14900,11958,14886,11569,14878,11247,14859,10765,14828,10401,14784,10011,14727,9600,14660,9289,14586,8893,14508,8533,15111,12234,15110,12234,15104,12216,15092,12156,15067,12010,15028,11776,14981,11500,14942,11205,14902,10752,14861,10393,14812,9991,14752,9570,14682,9252,14603,8808,14519,8445,14431,8145,15209,11449,15208,11451,15202,11451,15190,11438,15163,11384,15117,11274,15055,10979,14994,10648,14932,10343,14871,9936,14803,9532,14729,9218,14645,8742,14556,8381,14461,8020,14365,7603,15273,10603,15272,10607,15267,10619,15256,10631,15231,10614,15182,10535,15118,10389,15042,10167,14963,9787,14883,9447,14800,9115,14710,8665,14615,8318,14514,7911,14411,7507,14279,7198,15314,9675,15313,9683,15309,9712,15298,9759,15277,9797,15229,9773,15166,9668,15084,9487,14995,9274,14898,8910,14800,8539,14697,8234,14590,7790,14479,7409,14367,7067,14178,6621,15337,8619,15337,8631,15333,8677,15325,8769,15305,8871,15264,8940,15202,8909,15119,8775,15022,8565,14916,8328,14804,8009,14688,7614,14569,7287,14448,6888,14321,6483,14088,6171,15350,7402,15350,7419,15347,7480,15340,7613,15322,7804,15287,7973,15229,8057,15148,8012,15046,7846,14933,7611,14810,7357,14682,7069,14552,6656,14421,6316,14251,5948,14007,5528,15356,5942,15356,5977,15353,6119,15348,6294,15332,6551,15302,6824,15249,7044,15171,7122,15070,7050,14949,6861,14818,6611,14679,6349,14538,6067,14398,5651,14189,5311,13935,4958,15359,4123,15359,4153,15356,4296,15353,4646,15338,5160,15311,5508,15263,5829,15188,6042,15088,6094,14966,6001,14826,5796,14678,5543,14527,5287,14377,4985,14133,4586,13869,4257,15360,1563,15360,1642,15358,2076,15354,2636,15341,3350,15317,4019,15273,4429,15203,4732,15105,4911,14981,4932,14836,4818,14679,4621,14517,4386,14359,4156,14083,3795,13808,3437,15360,122,15360,137,15358,285,15355,636,15344,1274,15322,2177,15281,2765,15215,3223,15120,3451,14995,3569,14846,3567,14681,3466,14511,3305,14344,3121,14037,2800,13753,2467,15360,0,15360,1,15359,21,15355,89,15346,253,15325,479,15287,796,15225,1148,15133,1492,15008,1749,14856,1882,14685,1886,14506,1783,14324,1608,13996,1398,13702,1183]),ii=null;function jy(){return ii===null&&(ii=new M_(Xy,16,16,hr,di),ii.name="DFG_LUT",ii.minFilter=Dt,ii.magFilter=Dt,ii.wrapS=Ai,ii.wrapT=Ai,ii.generateMipmaps=!1,ii.needsUpdate=!0),ii}var jc=class{constructor(e={}){let{canvas:t=Dg(),context:i=null,depth:r=!0,stencil:a=!1,alpha:n=!1,antialias:s=!1,premultipliedAlpha:o=!0,preserveDrawingBuffer:l=!1,powerPreference:h="default",failIfMajorPerformanceCaveat:u=!1,reversedDepthBuffer:d=!1,outputBufferType:c=Gt}=e;this.isWebGLRenderer=!0;let f;if(i!==null){if(typeof WebGLRenderingContext<"u"&&i instanceof WebGLRenderingContext)throw new Error("THREE.WebGLRenderer: WebGL 1 is not supported since r163.");f=i.getContextAttributes().alpha}else f=n;let M=c,S=new Set([Qo,Jo,$o]),g=new Set([Gt,ci,ma,zr,Ko,Zo]),p=new Uint32Array(4),T=new Int32Array(4),A={textures:[],min:[],max:[],resolution:[]},E=null,w=null,R=[],m=[],x=null;this.domElement=t,this.debug={checkShaderErrors:!0,diagnostics:{keywords:!1},onShaderError:null},this.autoClear=!0,this.autoClearColor=!0,this.autoClearDepth=!0,this.autoClearStencil=!0,this.sortObjects=!0,this.clippingPlanes=[],this.localClippingEnabled=!1,this.toneMapping=Ri,this.toneMappingExposure=1,this.transmissionResolutionScale=1;let I=this,j=!1,O=null,G=null,J=null,y=null;this._outputColorSpace=kt;let N=0,D=0,L=null,Z=-1,B=null,k=new lt,$=new lt,ge=null,q=new je(0),Q=0,pe=t.width,ye=t.height,xe=1,ne=null,Ue=null,We=new lt(0,0,pe,ye),Ae=new lt(0,0,pe,ye),gt=!1,Tt=new Dn,_t=new y_,at=!1,Ct=!1,Ot=new ht,nt=new W,St=new lt,Lt={background:null,fog:null,environment:null,overrideMaterial:null,isScene:!0},Pt=!1;function Wt(){return L===null?xe:1}let F=i;function Xt(v,P){return t.getContext(v,P)}let Ke,pt,fe,$e,Re,Ne,yt,b,_,H,ie,K,ue,oe,U,ee,_e,C,Y,te,ae,ce,le;try{let v={alpha:!0,depth:r,stencil:a,antialias:s,premultipliedAlpha:o,preserveDrawingBuffer:l,powerPreference:h,failIfMajorPerformanceCaveat:u};if("setAttribute"in t&&t.setAttribute("data-engine","three.js r187"),t.addEventListener("webglcontextlost",De,!1),t.addEventListener("webglcontextrestored",Ce,!1),t.addEventListener("webglcontextcreationerror",He,!1),F===null){let P="webgl2";if(F=Xt(P,v),F===null)throw Xt(P)?new Error("THREE.WebGLRenderer: Error creating WebGL context with your selected attributes."):new Error("THREE.WebGLRenderer: Error creating WebGL context.")}Te()}catch(v){throw t.removeEventListener("webglcontextlost",De,!1),t.removeEventListener("webglcontextrestored",Ce,!1),t.removeEventListener("webglcontextcreationerror",He,!1),Pe("WebGLRenderer: "+v.message),v}function Te(){Ke=new ZM(F),Ke.init(),ae=new Fy(F,Ke),pt=new zM(F,Ke,e,ae),fe=new Uy(F,Ke),pt.reversedDepthBuffer&&d&&fe.buffers.depth.setReversed(!0),G=F.createFramebuffer(),J=F.createFramebuffer(),y=F.createFramebuffer(),$e=new QM(F),Re=new yy,Ne=new Oy(F,Ke,fe,Re,pt,ae,$e),yt=new KM(I),b=new tv(F),ce=new FM(F,b),_=new $M(F,b,$e,ce),H=new tS(F,_,b,ce,$e),C=new eS(F,pt,Ne),U=new HM(Re),ie=new Sy(I,yt,Ke,pt,ce,U),K=new Gy(I,Re),ue=new Ey,oe=new Cy(Ke),_e=new OM(I,yt,fe,H,f,o),ee=new Iy(I,H,pt),le=new Wy(F,$e,pt,fe),Y=new BM(F,Ke,$e),te=new JM(F,Ke,$e),$e.programs=ie.programs,I.capabilities=pt,I.extensions=Ke,I.properties=Re,I.renderLists=ue,I.shadowMap=ee,I.state=fe,I.info=$e}M!==Gt&&(x=new rS(M,t.width,t.height,s,r,a));let re=new Vy(I,F);this.xr=re,this.getContext=function(){return F},this.getContextAttributes=function(){return F.getContextAttributes()},this.forceContextLoss=function(){let v=Ke.get("WEBGL_lose_context");v&&v.loseContext()},this.forceContextRestore=function(){let v=Ke.get("WEBGL_lose_context");v&&v.restoreContext()},this.getPixelRatio=function(){return xe},this.setPixelRatio=function(v){v!==void 0&&(xe=v,this.setSize(pe,ye,!1))},this.getSize=function(v){return v.set(pe,ye)},this.setSize=function(v,P,X=!0){if(re.isPresenting){Le("WebGLRenderer: Can't change size while VR device is presenting.");return}pe=v,ye=P,t.width=Math.floor(v*xe),t.height=Math.floor(P*xe),X===!0&&(t.style.width=v+"px",t.style.height=P+"px"),x!==null&&x.setSize(t.width,t.height),this.setViewport(0,0,v,P)},this.getDrawingBufferSize=function(v){return v.set(pe*xe,ye*xe).floor()},this.setDrawingBufferSize=function(v,P,X){pe=v,ye=P,xe=X,t.width=Math.floor(v*X),t.height=Math.floor(P*X),this.setViewport(0,0,v,P)},this.setEffects=function(v){if(M===Gt){Pe("WebGLRenderer: setEffects() requires outputBufferType set to HalfFloatType or FloatType.");return}if(v){for(let P=0;P<v.length;P++)if(v[P].isOutputPass===!0){Le("WebGLRenderer: OutputPass is not needed in setEffects(). Tone mapping and color space conversion are applied automatically.");break}}x.setEffects(v||[])},this.getCurrentViewport=function(v){return v.copy(k)},this.getViewport=function(v){return v.copy(We)},this.setViewport=function(v,P,X,V){v.isVector4?We.set(v.x,v.y,v.z,v.w):We.set(v,P,X,V),fe.viewport(k.copy(We).multiplyScalar(Wt()).round())},this.getScissor=function(v){return v.copy(Ae)},this.setScissor=function(v,P,X,V){v.isVector4?Ae.set(v.x,v.y,v.z,v.w):Ae.set(v,P,X,V),fe.scissor($.copy(Ae).multiplyScalar(Wt()).round())},this.getScissorTest=function(){return gt},this.setScissorTest=function(v){fe.setScissorTest(gt=v)},this.setOpaqueSort=function(v){ne=v},this.setTransparentSort=function(v){Ue=v},this.getClearColor=function(v){return v.copy(_e.getClearColor())},this.setClearColor=function(){_e.setClearColor(...arguments)},this.getClearAlpha=function(){return _e.getClearAlpha()},this.setClearAlpha=function(){_e.setClearAlpha(...arguments)},this.clear=function(v=!0,P=!0,X=!0){let V=0;if(v){let z=!1;if(L!==null){let se=L.texture.format;z=S.has(se)}if(z){let se=L.texture.type,de=g.has(se),he=_e.getClearColor(),ve=_e.getClearAlpha(),we=he.r,Be=he.g,ke=he.b;de?(p[0]=we,p[1]=Be,p[2]=ke,p[3]=ve,F.clearBufferuiv(F.COLOR,0,p)):(T[0]=we,T[1]=Be,T[2]=ke,T[3]=ve,F.clearBufferiv(F.COLOR,0,T))}else V|=F.COLOR_BUFFER_BIT}P&&(V|=F.DEPTH_BUFFER_BIT,this.state.buffers.depth.setMask(!0)),X&&(V|=F.STENCIL_BUFFER_BIT,this.state.buffers.stencil.setMask(4294967295)),V!==0&&F.clear(V)},this.clearColor=function(){this.clear(!0,!1,!1)},this.clearDepth=function(){this.clear(!1,!0,!1)},this.clearStencil=function(){this.clear(!1,!1,!0)},this.setNodesHandler=function(v){v.setRenderer(this),O=v},this.dispose=function(){t.removeEventListener("webglcontextlost",De,!1),t.removeEventListener("webglcontextrestored",Ce,!1),t.removeEventListener("webglcontextcreationerror",He,!1),_e.dispose(),ue.dispose(),oe.dispose(),Ne.dispose(),Re.dispose(),yt.dispose(),H.dispose(),_.dispose(),ce.dispose(),le.dispose(),ie.dispose(),re.dispose(),re.removeEventListener("sessionstart",_l),re.removeEventListener("sessionend",vl),Ki.stop()};function De(v){v.preventDefault(),sh("WebGLRenderer: Context Lost."),j=!0}function Ce(){sh("WebGLRenderer: Context Restored."),j=!1;let v=$e.autoReset,P=ee.enabled,X=ee.autoUpdate,V=ee.needsUpdate,z=ee.type;Te(),$e.autoReset=v,ee.enabled=P,ee.autoUpdate=X,ee.needsUpdate=V,ee.type=z}function He(v){Pe("WebGLRenderer: A WebGL context could not be created. Reason: ",v.statusMessage)}function Me(v){let P=v.target;P.removeEventListener("dispose",Me),et(P)}function et(v){tt(v),Re.remove(v)}function tt(v){let P=Re.get(v).programs;P!==void 0&&(P.forEach(function(X){ie.releaseProgram(X)}),v.isShaderMaterial&&ie.releaseShaderCache(v))}this.renderBufferDirect=function(v,P,X,V,z,se){P===null&&(P=Lt);let de=z.isMesh&&z.matrixWorld.determinantAffine()<0,he=sd(v,P,X,V,z);fe.setMaterial(V,de);let ve=X.index,we=1;if(V.wireframe===!0){if(ve=_.getWireframeAttribute(X),ve===void 0)return;we=2}let Be=X.drawRange,ke=X.attributes.position,Se=Be.start*we,Ye=(Be.start+Be.count)*we;se!==null&&(Se=Math.max(Se,se.start*we),Ye=Math.min(Ye,(se.start+se.count)*we)),ve!==null?(Se=Math.max(Se,0),Ye=Math.min(Ye,ve.count)):ke!=null&&(Se=Math.max(Se,0),Ye=Math.min(Ye,ke.count));let st=Ye-Se;if(st<0||st===1/0)return;ce.setup(z,V,he,X,ve);let Ze,Je=Y;if(ve!==null&&(Ze=b.get(ve),Je=te,Je.setIndex(Ze)),z.isMesh)V.wireframe===!0?(fe.setLineWidth(V.wireframeLinewidth*Wt()),Je.setMode(F.LINES)):Je.setMode(F.TRIANGLES);else if(z.isLine){let it=V.linewidth;it===void 0&&(it=1),fe.setLineWidth(it*Wt()),z.isLineSegments?Je.setMode(F.LINES):z.isLineLoop?Je.setMode(F.LINE_LOOP):Je.setMode(F.LINE_STRIP)}else z.isPoints?Je.setMode(F.POINTS):z.isSprite&&Je.setMode(F.TRIANGLES);if(z.isBatchedMesh)if(Ke.get("WEBGL_multi_draw"))Je.renderMultiDraw(z._multiDrawStarts,z._multiDrawCounts,z._multiDrawCount);else{let it=z._multiDrawStarts,Ee=z._multiDrawCounts,wt=z._multiDrawCount,Zi=ve?b.get(ve).bytesPerElement:1,$i=Re.get(V).currentProgram.getUniforms();for(let xt=0;xt<wt;xt++)$i.setValue(F,"_gl_DrawID",xt),Je.render(it[xt]/Zi,Ee[xt])}else if(z.isInstancedMesh)Je.renderInstances(Se,st,z.count);else if(X.isInstancedBufferGeometry){let it=X._maxInstanceCount!==void 0?X._maxInstanceCount:1/0,Ee=Math.min(X.instanceCount,it);Je.renderInstances(Se,st,Ee)}else Je.render(Se,st)};function gl(v,P,X,V){O!==null&&v.isNodeMaterial&&O.setObject(V,v),at===!0&&U.setState(v,X,!1),v.transparent===!0&&v.side===bi&&v.forceSinglePass===!1?(v.side=Ut,v.needsUpdate=!0,Yr(v,P,V),v.side=lr,v.needsUpdate=!0,Yr(v,P,V),v.side=bi):Yr(v,P,V)}this.compile=function(v,P,X=null){X===null&&(X=v),O!==null&&O.renderStart(v,P,X),w=oe.get(X),w.init(P),m.push(w),X.traverseVisible(function(z){z.isLight&&z.layers.test(P.layers)&&(w.pushLight(z),z.castShadow&&w.pushShadow(z))}),v!==X&&v.traverseVisible(function(z){z.isLight&&z.layers.test(P.layers)&&(w.pushLight(z),z.castShadow&&w.pushShadow(z))}),w.setupLights(),O!==null&&O.updateLights(w.state.lightsArray),Ct=this.localClippingEnabled,at=U.init(this.clippingPlanes,Ct),at===!0&&U.setGlobalState(this.clippingPlanes,P),O!==null&&ee.render(w.state.shadowsArray,X,P);let V=new Set;return v.traverse(function(z){if(!(z.isMesh||z.isPoints||z.isLine||z.isSprite))return;let se=z.material;if(se)if(Array.isArray(se))for(let de=0;de<se.length;de++){let he=se[de];gl(he,X,P,z),V.add(he)}else gl(se,X,P,z),V.add(se)}),w=m.pop(),O!==null&&O.renderEnd(),V},this.compileAsync=function(v,P,X=null){let V=this.compile(v,P,X);return new Promise(z=>{function se(){if(V.forEach(function(de){let he=Re.get(de).currentProgram;(he===void 0||he.isReady())&&V.delete(de)}),V.size===0){z(v);return}setTimeout(se,10)}Ke.get("KHR_parallel_shader_compile")!==null?se():setTimeout(se,10)})};let Kn=null;function ad(v){Kn&&Kn(v)}function _l(){Ki.stop()}function vl(){Ki.start()}let Ki=new Ic;Ki.setAnimationLoop(ad),typeof self<"u"&&Ki.setContext(self),this.setAnimationLoop=function(v){Kn=v,re.setAnimationLoop(v),v===null?Ki.stop():Ki.start()},re.addEventListener("sessionstart",_l),re.addEventListener("sessionend",vl),this.render=function(v,P){if(P!==void 0&&P.isCamera!==!0){Pe("WebGLRenderer.render: camera is not an instance of THREE.Camera.");return}if(j===!0)return;O!==null&&O.renderStart(v,P);let X=re.enabled===!0&&re.isPresenting===!0,V=x!==null&&(L===null||X)&&x.begin(I,L);if(v.matrixWorldAutoUpdate===!0&&v.updateMatrixWorld(),P.parent===null&&P.matrixWorldAutoUpdate===!0&&P.updateMatrixWorld(),re.enabled===!0&&re.isPresenting===!0&&(x===null||x.isCompositing()===!1)&&(re.cameraAutoUpdate===!0&&re.updateCamera(P),P=re.getCamera()),v.isScene===!0&&v.onBeforeRender(I,v,P,L),w=oe.get(v,m.length),w.init(P),w.state.textureUnits=Ne.getTextureUnits(),m.push(w),Ot.multiplyMatrices(P.projectionMatrix,P.matrixWorldInverse),P.isArrayCamera?_t.setFromArrayCamera(P):Tt.setFromProjectionMatrix(Ot,Jt,P.reversedDepth),Ct=this.localClippingEnabled,at=U.init(this.clippingPlanes,Ct),E=ue.get(v,R.length),E.init(),R.push(E),this.info.render.frame++,re.enabled===!0&&re.isPresenting===!0){let se=I.xr.getDepthSensingMesh();se!==null&&Zn(se,P,-1/0,I.sortObjects)}Zn(v,P,0,I.sortObjects),E.finish(),O!==null&&O.updateLights(w.state.lightsArray),I.sortObjects===!0&&E.sort(ne,Ue),Pt=re.enabled===!1||re.isPresenting===!1||re.hasDepthSensing()===!1,Pt&&_e.addToRenderList(E,v),this.info.autoReset===!0&&this.info.reset(),at===!0&&U.beginShadows();let z=w.state.shadowsArray;if(ee.render(z,v,P),at===!0&&U.endShadows(),(V&&x.hasRenderPass())===!1){let se=E.opaque,de=E.transmissive;if(w.setupLights(),P.isArrayCamera){let he=P.cameras;if(de.length>0)for(let ve=0,we=he.length;ve<we;ve++){let Be=he[ve];Sl(se,de,v,Be)}Pt&&_e.render(v);for(let ve=0,we=he.length;ve<we;ve++){let Be=he[ve];Ml(E,v,Be,Be.viewport)}}else de.length>0&&Sl(se,de,v,P),Pt&&_e.render(v),Ml(E,v,P)}L!==null&&D===0&&(Ne.updateMultisampleRenderTarget(L),Ne.updateRenderTargetMipmap(L)),V&&x.end(I),v.isScene===!0&&v.onAfterRender(I,v,P),ce.resetDefaultState(),Z=-1,B=null,m.pop(),m.length>0?(w=m[m.length-1],Ne.setTextureUnits(w.state.textureUnits),at===!0&&U.setGlobalState(I.clippingPlanes,w.state.camera)):w=null,R.pop(),R.length>0?E=R[R.length-1]:E=null,O!==null&&O.renderEnd()};function Zn(v,P,X,V){if(v.visible===!1)return;if(v.layers.test(P.layers)){if(v.isGroup)X=v.renderOrder;else if(v.isLOD)v.autoUpdate===!0&&v.update(P);else if(v.isLight)w.pushLight(v),v.castShadow&&w.pushShadow(v);else if(v.isSprite){let se=P.isArrayCamera?_t:Tt;if(!v.frustumCulled||v.intersectsFrustum(se)){V&&St.setFromMatrixPosition(v.matrixWorld).applyMatrix4(Ot);let de=H.update(v),he=v.material;he.visible&&E.push(v,de,he,X,St.z,null,P)}}else if(v.isMesh||v.isLine||v.isPoints){let se=P.isArrayCamera?_t:Tt;if(!v.frustumCulled||v.intersectsFrustum(se)){let de=H.update(v),he=v.material;if(V&&(v.boundingSphere!==void 0?(v.boundingSphere===null&&v.computeBoundingSphere(),St.copy(v.boundingSphere.center)):(de.boundingSphere===null&&de.computeBoundingSphere(),St.copy(de.boundingSphere.center)),St.applyMatrix4(v.matrixWorld).applyMatrix4(Ot)),Array.isArray(he)){let ve=de.groups;for(let we=0,Be=ve.length;we<Be;we++){let ke=ve[we],Se=he[ke.materialIndex];Se&&Se.visible&&E.push(v,de,Se,X,St.z,ke,P)}}else he.visible&&E.push(v,de,he,X,St.z,null,P)}}}let z=v.children;for(let se=0,de=z.length;se<de;se++)Zn(z[se],P,X,V)}function Ml(v,P,X,V){let{opaque:z,transmissive:se,transparent:de}=v;w.setupLightsView(X),at===!0&&U.setGlobalState(I.clippingPlanes,X),V&&fe.viewport(k.copy(V)),z.length>0&&Ta(z,P,X),se.length>0&&Ta(se,P,X),de.length>0&&Ta(de,P,X),fe.buffers.depth.setTest(!0),fe.buffers.depth.setMask(!0),fe.buffers.color.setMask(!0),fe.setPolygonOffset(!1)}function Sl(v,P,X,V){if((X.isScene===!0?X.overrideMaterial:null)!==null)return;if(w.state.transmissionRenderTarget[V.id]===void 0){let ke=Ke.has("EXT_color_buffer_half_float")||Ke.has("EXT_color_buffer_float");w.state.transmissionRenderTarget[V.id]=new hi(1,1,{generateMipmaps:!0,type:ke?di:Gt,minFilter:Wi,samples:Math.max(4,pt.samples),stencilBuffer:a,resolveDepthBuffer:!1,resolveStencilBuffer:!1,storeMultisampledDepthBuffer:!1,storeMultisampledStencilBuffer:!1,colorSpace:Ve.workingColorSpace})}let z=w.state.transmissionRenderTarget[V.id],se=V.viewport||k;z.setSize(se.z*I.transmissionResolutionScale,se.w*I.transmissionResolutionScale);let de=I.getRenderTarget(),he=I.getActiveCubeFace(),ve=I.getActiveMipmapLevel();I.setRenderTarget(z),I.getClearColor(q),Q=I.getClearAlpha(),Q<1&&I.setClearColor(16777215,.5),I.clear(),Pt&&_e.render(X);let we=I.toneMapping;I.toneMapping=Ri;let Be=V.viewport;if(V.viewport!==void 0&&(V.viewport=void 0),w.setupLightsView(V),at===!0&&U.setGlobalState(I.clippingPlanes,V),Ta(v,X,V),Ne.updateMultisampleRenderTarget(z),Ne.updateRenderTargetMipmap(z),Ke.has("WEBGL_multisampled_render_to_texture")===!1){let ke=!1;for(let Se=0,Ye=P.length;Se<Ye;Se++){let st=P[Se],{object:Ze,geometry:Je,material:it,group:Ee}=st;if(it.side===bi&&Ze.layers.test(V.layers)){let wt=it.side;it.side=Ut,it.needsUpdate=!0,yl(Ze,X,V,Je,it,Ee),it.side=wt,it.needsUpdate=!0,ke=!0}}ke===!0&&(Ne.updateMultisampleRenderTarget(z),Ne.updateRenderTargetMipmap(z))}I.setRenderTarget(de,he,ve),I.setClearColor(q,Q),Be!==void 0&&(V.viewport=Be),I.toneMapping=we}function Ta(v,P,X){let V=P.isScene===!0?P.overrideMaterial:null;for(let z=0,se=v.length;z<se;z++){let de=v[z],{object:he,geometry:ve,group:we}=de,Be=de.material;Be.allowOverride===!0&&V!==null&&(Be=V),he.layers.test(X.layers)&&yl(he,P,X,ve,Be,we)}}function yl(v,P,X,V,z,se){O!==null&&z.isNodeMaterial&&O.setObject(v,z),v.onBeforeRender(I,P,X,V,z,se),v.modelViewMatrix.multiplyMatrices(X.matrixWorldInverse,v.matrixWorld),v.normalMatrix.getNormalMatrix(v.modelViewMatrix),z.onBeforeRender(I,P,X,V,v,se),z.transparent===!0&&z.side===bi&&z.forceSinglePass===!1?(z.side=Ut,z.needsUpdate=!0,I.renderBufferDirect(X,P,V,z,v,se),z.side=lr,z.needsUpdate=!0,I.renderBufferDirect(X,P,V,z,v,se),z.side=bi):I.renderBufferDirect(X,P,V,z,v,se),v.onAfterRender(I,P,X,V,z,se)}function xl(v){let P=0;for(let X of v)X.texture!==null&&P++;return P}function Yr(v,P,X){P.isScene!==!0&&(P=Lt);let V=Re.get(v),z=w.state.lights,se=w.state.shadowsArray,de=z.state.version,he=ie.getParameters(v,z.state,se,P,X,w.state.lightProbeGridArray),ve=ie.getProgramCacheKey(he),we=V.programs;V.environment=v.isMeshStandardMaterial||v.isMeshLambertMaterial||v.isMeshPhongMaterial?P.environment:null,V.fog=P.fog;let Be=v.isMeshStandardMaterial||v.isMeshLambertMaterial&&!v.envMap||v.isMeshPhongMaterial&&!v.envMap;V.envMap=yt.get(v.envMap||V.environment,Be),V.envMapRotation=V.environment!==null&&v.envMap===null?P.environmentRotation:v.envMapRotation,we===void 0&&(v.addEventListener("dispose",Me),we=new Map,V.programs=we,V.programVariants=new Map);let ke=we.get(ve);if(ke!==void 0){if(V.currentProgram===ke&&V.lightsStateVersion===de)return bl(v,he),ke}else he.uniforms=ie.getUniforms(v),O!==null&&v.isNodeMaterial&&O.build(v,X,he),v.onBeforeCompile(he,I),ke=ie.acquireProgram(he,ve),we.set(ve,ke),V.uniforms=he.uniforms;let Se=V.uniforms;return(!v.isShaderMaterial&&!v.isRawShaderMaterial||v.clipping===!0)&&(Se.clippingPlanes=U.uniform),bl(v,he),V.needsLights=ld(v),V.lightsStateVersion=de,V.needsLights&&(Se.ambientLightColor.value=z.state.ambient,Se.lightProbe.value=z.state.probe,Se.sunLights.value=z.state.sun,Se.sunLightShadows.value=z.state.sunShadow,Se.directionalLights.value=z.state.directional,Se.directionalLightShadows.value=z.state.directionalShadow,Se.spotLights.value=z.state.spot,Se.spotLightShadows.value=z.state.spotShadow,Se.rectAreaLights.value=z.state.rectArea,Se.ltc_1.value=z.state.rectAreaLTC1,Se.ltc_2.value=z.state.rectAreaLTC2,Se.pointLights.value=z.state.point,Se.pointLightShadows.value=z.state.pointShadow,Se.hemisphereLights.value=z.state.hemi,Se.sunShadowMatrix.value=z.state.sunShadowMatrix,Se.sunShadowCascade.value=z.state.sunShadowCascade,Se.directionalShadowMatrix.value=z.state.directionalShadowMatrix,Se.spotLightMatrix.value=z.state.spotLightMatrix,Se.spotLightMap.value=z.state.spotLightMap,Se.pointShadowMatrix.value=z.state.pointShadowMatrix),V.numLightProbeGrids=xl(w.state.lightProbeGridArray),V.currentProgram=ke,V.uniformsList=null,ke}function nd(v,P,X,V,z){let se=Re.get(v),de=se.currentProgram.id+","+V+","+z,he=se.programVariants.get(de);return he===void 0?(he=Yr(v,P,X),se.programVariants.set(de,he)):(se.currentProgram=he,se.uniformsList=null,se.outputColorSpace=V,se.toneMapping=z),he}function El(v){if(v.uniformsList===null){let P=v.currentProgram.getUniforms();v.uniformsList=_n.seqWithValue(P.seq,v.uniforms)}return v.uniformsList}function bl(v,P){let X=Re.get(v);X.outputColorSpace=P.outputColorSpace,X.batching=P.batching,X.batchingColor=P.batchingColor,X.instancing=P.instancing,X.instancingColor=P.instancingColor,X.instancingMorph=P.instancingMorph,X.skinning=P.skinning,X.morphTargets=P.morphTargets,X.morphNormals=P.morphNormals,X.morphColors=P.morphColors,X.morphTargetsCount=P.morphTargetsCount,X.numClippingPlanes=P.numClippingPlanes,X.numIntersection=P.numClipIntersection,X.vertexAlphas=P.vertexAlphas,X.vertexTangents=P.vertexTangents,X.toneMapping=P.toneMapping}function sd(v,P,X,V,z){P.isScene!==!0&&(P=Lt),Ne.resetTextureUnits();let se=P.fog,de=V.isMeshStandardMaterial||V.isMeshLambertMaterial||V.isMeshPhongMaterial?P.environment:null,he=L===null?I.outputColorSpace:L.isXRRenderTarget===!0?L.texture.colorSpace:Ve.workingColorSpace,ve=V.isMeshStandardMaterial||V.isMeshLambertMaterial&&!V.envMap||V.isMeshPhongMaterial&&!V.envMap,we=yt.get(V.envMap||de,ve),Be=V.vertexColors===!0&&!!X.attributes.color&&X.attributes.color.itemSize===4,ke=!!X.attributes.tangent&&(!!V.normalMap||V.anisotropy>0),Se=!!X.morphAttributes.position,Ye=!!X.morphAttributes.normal,st=!!X.morphAttributes.color,Ze=Ri;V.toneMapped&&(L===null||L.isXRRenderTarget===!0)&&(Ze=I.toneMapping);let Je=X.morphAttributes.position||X.morphAttributes.normal||X.morphAttributes.color,it=Je!==void 0?Je.length:0,Ee=Re.get(V),wt=w.state.lights;if(at===!0&&(Ct===!0||v!==B)){let Qe=v===B&&V.id===Z;U.setState(V,v,Qe)}let Zi=!1,$i=!1;V.version===Ee.__version?Ee.needsLights&&Ee.lightsStateVersion!==wt.state.version||z.isBatchedMesh&&Ee.batching===!1||!z.isBatchedMesh&&Ee.batching===!0||z.isBatchedMesh&&Ee.batchingColor===!0&&z._colorsTexture===null||z.isBatchedMesh&&Ee.batchingColor===!1&&z._colorsTexture!==null||z.isInstancedMesh&&Ee.instancing===!1||!z.isInstancedMesh&&Ee.instancing===!0||z.isSkinnedMesh&&Ee.skinning===!1||!z.isSkinnedMesh&&Ee.skinning===!0||z.isInstancedMesh&&Ee.instancingColor===!0&&z.instanceColor===null||z.isInstancedMesh&&Ee.instancingColor===!1&&z.instanceColor!==null||z.isInstancedMesh&&Ee.instancingMorph===!0&&z.morphTexture===null||z.isInstancedMesh&&Ee.instancingMorph===!1&&z.morphTexture!==null||Ee.envMap!==we||V.fog===!0&&Ee.fog!==se||Ee.numClippingPlanes!==void 0&&(Ee.numClippingPlanes!==U.numPlanes||Ee.numIntersection!==U.numIntersection)||Ee.vertexAlphas!==Be||Ee.vertexTangents!==ke||Ee.morphTargets!==Se||Ee.morphNormals!==Ye||Ee.morphColors!==st||Ee.morphTargetsCount!==it||Ee.numLightProbeGrids!==xl(w.state.lightProbeGridArray)?Zi=!0:(Ee.outputColorSpace!==he||Ee.toneMapping!==Ze)&&($i=!0):(Zi=!0,Ee.__version=V.version);let xt=Ee.currentProgram;(Zi===!0||$i===!0)&&(xt=$i===!0?nd(V,P,z,he,Ze):Yr(V,P,z),O&&V.isNodeMaterial&&O.onUpdateProgram(V,xt,Ee));let wa=!1,Oi=!1,Ji=!1,Ge=xt.getUniforms(),vt=Ee.uniforms;if(fe.useProgram(xt.program)&&(wa=!0,Oi=!0,Ji=!0),V.id!==Z&&(Z=V.id,Oi=!0),wa||B!==v){fe.buffers.depth.getReversed()&&v.reversedDepth!==!0&&(v._reversedDepth=!0,v.updateProjectionMatrix()),Ge.setValue(F,"projectionMatrix",v.projectionMatrix),Ge.setValue(F,"viewMatrix",v.matrixWorldInverse);let Qe=Ge.map.cameraPosition;Qe!==void 0&&Qe.setValue(F,nt.setFromMatrixPosition(v.matrixWorld)),pt.logarithmicDepthBuffer&&Ge.setValue(F,"logDepthBufFC",2/(Math.log(v.far+1)/Math.LN2)),(V.isMeshPhongMaterial||V.isMeshToonMaterial||V.isMeshLambertMaterial||V.isMeshBasicMaterial||V.isMeshStandardMaterial||V.isShaderMaterial)&&Ge.setValue(F,"isOrthographic",v.isOrthographicCamera===!0),B!==v&&(B=v,Oi=!0,Ji=!0)}if(Ee.needsLights&&(wt.state.sunShadowMap.length>0&&Ge.setValue(F,"sunShadowMap",wt.state.sunShadowMap,Ne),wt.state.directionalShadowMap.length>0&&Ge.setValue(F,"directionalShadowMap",wt.state.directionalShadowMap,Ne),wt.state.spotShadowMap.length>0&&Ge.setValue(F,"spotShadowMap",wt.state.spotShadowMap,Ne),wt.state.pointShadowMap.length>0&&Ge.setValue(F,"pointShadowMap",wt.state.pointShadowMap,Ne)),z.isSkinnedMesh){Ge.setOptional(F,z,"bindMatrix"),Ge.setOptional(F,z,"bindMatrixInverse");let Qe=z.skeleton;Qe&&(Qe.boneTexture===null&&Qe.computeBoneTexture(),Ge.setValue(F,"boneTexture",Qe.boneTexture,Ne))}z.isBatchedMesh&&(Ge.setOptional(F,z,"batchingTexture"),Ge.setValue(F,"batchingTexture",z._matricesTexture,Ne),Ge.setOptional(F,z,"batchingIdTexture"),Ge.setValue(F,"batchingIdTexture",z._indirectTexture,Ne),Ge.setOptional(F,z,"batchingColorTexture"),z._colorsTexture!==null&&Ge.setValue(F,"batchingColorTexture",z._colorsTexture,Ne));let jt=X.morphAttributes;if((jt.position!==void 0||jt.normal!==void 0||jt.color!==void 0)&&C.update(z,X,xt),(Oi||Ee.receiveShadow!==z.receiveShadow)&&(Ee.receiveShadow=z.receiveShadow,Ge.setValue(F,"receiveShadow",z.receiveShadow)),(V.isMeshStandardMaterial||V.isMeshLambertMaterial||V.isMeshPhongMaterial)&&V.envMap===null&&P.environment!==null&&(vt.envMapIntensity.value=P.environmentIntensity),vt.dfgLUT!==void 0&&(vt.dfgLUT.value=jy()),Oi){if(Ge.setValue(F,"toneMappingExposure",I.toneMappingExposure),Ee.needsLights&&od(vt,Ji),se&&V.fog===!0&&K.refreshFogUniforms(vt,se),K.refreshMaterialUniforms(vt,V,xe,ye,w.state.transmissionRenderTarget[v.id]),Ee.needsLights&&Ee.numLightProbeGrids>0){let Qe=A,At=0;for(let gi of w.state.lightProbeGridArray)gi.texture!==null&&(Qe.textures[At]=gi.texture,Qe.min[At]=gi.boundingBox.min,Qe.max[At]=gi.boundingBox.max,Qe.resolution[At]=gi.resolution,At++);for(let gi in Qe)Qe[gi].length=At;vt.probesSH.value=Qe.textures,vt.probesMin.value=Qe.min,vt.probesMax.value=Qe.max,vt.probesResolution.value=Qe.resolution}_n.upload(F,El(Ee),vt,Ne)}if(V.isShaderMaterial&&V.uniformsNeedUpdate===!0&&(_n.upload(F,El(Ee),vt,Ne),V.uniformsNeedUpdate=!1),V.isSpriteMaterial&&Ge.setValue(F,"center",z.center),Ge.setValue(F,"modelViewMatrix",z.modelViewMatrix),Ge.setValue(F,"normalMatrix",z.normalMatrix),Ge.setValue(F,"modelMatrix",z.matrixWorld),V.uniformsGroups!==void 0){let Qe=V.uniformsGroups;for(let At=0,gi=Qe.length;At<gi;At++){let wl=Qe[At];le.update(wl,xt),le.bind(wl,xt)}}return xt}function od(v,P){v.ambientLightColor.needsUpdate=P,v.lightProbe.needsUpdate=P,v.sunLights.needsUpdate=P,v.sunLightShadows.needsUpdate=P,v.directionalLights.needsUpdate=P,v.directionalLightShadows.needsUpdate=P,v.pointLights.needsUpdate=P,v.pointLightShadows.needsUpdate=P,v.spotLights.needsUpdate=P,v.spotLightShadows.needsUpdate=P,v.rectAreaLights.needsUpdate=P,v.hemisphereLights.needsUpdate=P}function ld(v){return v.isMeshLambertMaterial||v.isMeshToonMaterial||v.isMeshPhongMaterial||v.isMeshStandardMaterial||v.isShadowMaterial||v.isShaderMaterial&&v.lights===!0}this.getActiveCubeFace=function(){return N},this.getActiveMipmapLevel=function(){return D},this.getRenderTarget=function(){return L},this.setRenderTargetTextures=function(v,P,X){let V=Re.get(v);V.__autoAllocateDepthBuffer=v.resolveDepthBuffer===!1,V.__autoAllocateDepthBuffer===!1&&(V.__useRenderToTexture=!1),Re.get(v.texture).__webglTexture=P,Re.get(v.depthTexture).__webglTexture=V.__autoAllocateDepthBuffer?void 0:X,V.__hasExternalTextures=!0},this.setRenderTargetFramebuffer=function(v,P){let X=Re.get(v);X.__webglFramebuffer=P,X.__useDefaultFramebuffer=P===void 0},this.setRenderTarget=function(v,P=0,X=0){L=v,N=P,D=X;let V=null,z=!1,se=!1;if(v){let de=Re.get(v);if(de.__useDefaultFramebuffer!==void 0){fe.bindFramebuffer(F.FRAMEBUFFER,de.__webglFramebuffer),k.copy(v.viewport),$.copy(v.scissor),ge=v.scissorTest,fe.viewport(k),fe.scissor($),fe.setScissorTest(ge),Z=-1;return}else if(de.__webglFramebuffer===void 0)Ne.setupRenderTarget(v);else if(de.__hasExternalTextures)Ne.rebindTextures(v,Re.get(v.texture).__webglTexture,Re.get(v.depthTexture).__webglTexture);else if(v.depthBuffer){let we=v.depthTexture;if(de.__boundDepthTexture!==we){if(we!==null&&Re.has(we)&&(v.width!==we.image.width||v.height!==we.image.height))throw new Error("THREE.WebGLRenderer: Attached DepthTexture is initialized to the incorrect size.");Ne.setupDepthRenderbuffer(v)}}let he=v.texture;(he.isData3DTexture||he.isDataArrayTexture||he.isCompressedArrayTexture)&&(se=!0);let ve=Re.get(v).__webglFramebuffer;v.isWebGLCubeRenderTarget?(Array.isArray(ve[P])?V=ve[P][X]:V=ve[P],z=!0):v.samples>0&&Ne.useMultisampledRTT(v)===!1?V=Re.get(v).__webglMultisampledFramebuffer:Array.isArray(ve)?V=ve[X]:V=ve,k.copy(v.viewport),$.copy(v.scissor),ge=v.scissorTest}else k.copy(We).multiplyScalar(xe).floor(),$.copy(Ae).multiplyScalar(xe).floor(),ge=gt;if(X!==0&&(V=G),fe.bindFramebuffer(F.FRAMEBUFFER,V)&&fe.drawBuffers(v,V),fe.viewport(k),fe.scissor($),fe.setScissorTest(ge),z){let de=Re.get(v.texture);F.framebufferTexture2D(F.FRAMEBUFFER,F.COLOR_ATTACHMENT0,F.TEXTURE_CUBE_MAP_POSITIVE_X+P,de.__webglTexture,X)}else if(se){let de=P;for(let he=0;he<v.textures.length;he++){let ve=Re.get(v.textures[he]);F.framebufferTextureLayer(F.FRAMEBUFFER,F.COLOR_ATTACHMENT0+he,ve.__webglTexture,X,de)}}else if(v!==null&&X!==0){let de=Re.get(v.texture);F.framebufferTexture2D(F.FRAMEBUFFER,F.COLOR_ATTACHMENT0,F.TEXTURE_2D,de.__webglTexture,X)}Z=-1};function Tl(v){let P=Re.get(v);return(P.__readFormat!==v.format||P.__readType!==v.type)&&(P.__readFormat=v.format,P.__readType=v.type,P.__formatReadable=pt.textureFormatReadable(v.format),P.__typeReadable=pt.textureTypeReadable(v.type)),P}this.readRenderTargetPixels=function(v,P,X,V,z,se,de,he=0){if(!(v&&v.isWebGLRenderTarget)){Pe("WebGLRenderer.readRenderTargetPixels: renderTarget is not THREE.WebGLRenderTarget.");return}let ve=Re.get(v).__webglFramebuffer;if(v.isWebGLCubeRenderTarget&&de!==void 0&&(ve=ve[de],Array.isArray(ve)&&(ve=ve[0])),ve){fe.bindFramebuffer(F.FRAMEBUFFER,ve);try{let we=v.textures[he],Be=we.format,ke=we.type;v.textures.length>1&&F.readBuffer(F.COLOR_ATTACHMENT0+he);let Se=Tl(we);if(Se.__formatReadable===!1){Pe("WebGLRenderer.readRenderTargetPixels: renderTarget is not in RGBA or implementation defined format.");return}if(Se.__typeReadable===!1){Pe("WebGLRenderer.readRenderTargetPixels: renderTarget is not in UnsignedByteType or implementation defined type.");return}P>=0&&P<=v.width-V&&X>=0&&X<=v.height-z&&F.readPixels(P,X,V,z,ae.convert(Be),ae.convert(ke),se)}finally{let we=L!==null?Re.get(L).__webglFramebuffer:null;fe.bindFramebuffer(F.FRAMEBUFFER,we)}}},this.readRenderTargetPixelsAsync=async function(v,P,X,V,z,se,de,he=0){if(!(v&&v.isWebGLRenderTarget))throw new Error("THREE.WebGLRenderer.readRenderTargetPixels: renderTarget is not THREE.WebGLRenderTarget.");let ve=Re.get(v).__webglFramebuffer;if(v.isWebGLCubeRenderTarget&&de!==void 0&&(ve=ve[de],Array.isArray(ve)&&(ve=ve[0])),ve)if(P>=0&&P<=v.width-V&&X>=0&&X<=v.height-z){fe.bindFramebuffer(F.FRAMEBUFFER,ve);let we=v.textures[he],Be=we.format,ke=we.type;v.textures.length>1&&F.readBuffer(F.COLOR_ATTACHMENT0+he);let Se=Tl(we);if(Se.__formatReadable===!1)throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: renderTarget is not in RGBA or implementation defined format.");if(Se.__typeReadable===!1)throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: renderTarget is not in UnsignedByteType or implementation defined type.");let Ye=F.createBuffer();F.bindBuffer(F.PIXEL_PACK_BUFFER,Ye),F.bufferData(F.PIXEL_PACK_BUFFER,se.byteLength,F.STREAM_READ),F.readPixels(P,X,V,z,ae.convert(Be),ae.convert(ke),0),F.bindBuffer(F.PIXEL_PACK_BUFFER,null);let st=L!==null?Re.get(L).__webglFramebuffer:null;fe.bindFramebuffer(F.FRAMEBUFFER,st);let Ze=F.fenceSync(F.SYNC_GPU_COMMANDS_COMPLETE,0);return F.flush(),await Ig(F,Ze,4),F.bindBuffer(F.PIXEL_PACK_BUFFER,Ye),F.getBufferSubData(F.PIXEL_PACK_BUFFER,0,se),F.bindBuffer(F.PIXEL_PACK_BUFFER,null),F.deleteBuffer(Ye),F.deleteSync(Ze),se}else throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: requested read bounds are out of range.")},this.copyFramebufferToTexture=function(v,P=null,X=0){let V=Math.pow(2,-X),z=Math.floor(v.image.width*V),se=Math.floor(v.image.height*V),de=P!==null?P.x:0,he=P!==null?P.y:0;Ne.setTexture2D(v,0),F.copyTexSubImage2D(F.TEXTURE_2D,X,0,0,de,he,z,se),fe.unbindTexture()},this.copyTextureToTexture=function(v,P,X=null,V=null,z=0,se=0){let de,he,ve,we,Be,ke,Se,Ye,st,Ze=v.isCompressedTexture?v.mipmaps[se]:v.image;if(X!==null)de=X.max.x-X.min.x,he=X.max.y-X.min.y,ve=X.isBox3?X.max.z-X.min.z:1,we=X.min.x,Be=X.min.y,ke=X.isBox3?X.min.z:0;else{let Ge=Math.pow(2,-z);de=Math.floor(Ze.width*Ge),he=Math.floor(Ze.height*Ge),v.isDataArrayTexture?ve=Ze.depth:v.isData3DTexture?ve=Math.floor(Ze.depth*Ge):ve=1,we=0,Be=0,ke=0}V!==null?(Se=V.x,Ye=V.y,st=V.z):(Se=0,Ye=0,st=0);let Je=ae.convert(P.format),it=ae.convert(P.type),Ee;P.isData3DTexture?(Ne.setTexture3D(P,0),Ee=F.TEXTURE_3D):P.isDataArrayTexture||P.isCompressedArrayTexture?(Ne.setTexture2DArray(P,0),Ee=F.TEXTURE_2D_ARRAY):(Ne.setTexture2D(P,0),Ee=F.TEXTURE_2D),fe.activeTexture(F.TEXTURE0),fe.pixelStorei(F.UNPACK_FLIP_Y_WEBGL,P.flipY),fe.pixelStorei(F.UNPACK_PREMULTIPLY_ALPHA_WEBGL,P.premultiplyAlpha),fe.pixelStorei(F.UNPACK_ALIGNMENT,P.unpackAlignment);let wt=fe.getParameter(F.UNPACK_ROW_LENGTH),Zi=fe.getParameter(F.UNPACK_IMAGE_HEIGHT),$i=fe.getParameter(F.UNPACK_SKIP_PIXELS),xt=fe.getParameter(F.UNPACK_SKIP_ROWS),wa=fe.getParameter(F.UNPACK_SKIP_IMAGES);fe.pixelStorei(F.UNPACK_ROW_LENGTH,Ze.width),fe.pixelStorei(F.UNPACK_IMAGE_HEIGHT,Ze.height),fe.pixelStorei(F.UNPACK_SKIP_PIXELS,we),fe.pixelStorei(F.UNPACK_SKIP_ROWS,Be),fe.pixelStorei(F.UNPACK_SKIP_IMAGES,ke);let Oi=v.isDataArrayTexture||v.isData3DTexture,Ji=P.isDataArrayTexture||P.isData3DTexture;if(v.isDepthTexture){let Ge=Re.get(v),vt=Re.get(P),jt=Re.get(Ge.__renderTarget),Qe=Re.get(vt.__renderTarget);fe.bindFramebuffer(F.READ_FRAMEBUFFER,jt.__webglFramebuffer),fe.bindFramebuffer(F.DRAW_FRAMEBUFFER,Qe.__webglFramebuffer);for(let At=0;At<ve;At++)Oi&&(F.framebufferTextureLayer(F.READ_FRAMEBUFFER,F.COLOR_ATTACHMENT0,Re.get(v).__webglTexture,z,ke+At),F.framebufferTextureLayer(F.DRAW_FRAMEBUFFER,F.COLOR_ATTACHMENT0,Re.get(P).__webglTexture,se,st+At)),F.blitFramebuffer(we,Be,we+de,Be+he,Se,Ye,Se+de,Ye+he,F.DEPTH_BUFFER_BIT,F.NEAREST);fe.bindFramebuffer(F.READ_FRAMEBUFFER,null),fe.bindFramebuffer(F.DRAW_FRAMEBUFFER,null)}else if(z!==0||v.isRenderTargetTexture||Re.has(v)){let Ge=Re.get(v),vt=Re.get(P);fe.bindFramebuffer(F.READ_FRAMEBUFFER,J),fe.bindFramebuffer(F.DRAW_FRAMEBUFFER,y);for(let jt=0;jt<ve;jt++)Oi?F.framebufferTextureLayer(F.READ_FRAMEBUFFER,F.COLOR_ATTACHMENT0,Ge.__webglTexture,z,ke+jt):F.framebufferTexture2D(F.READ_FRAMEBUFFER,F.COLOR_ATTACHMENT0,F.TEXTURE_2D,Ge.__webglTexture,z),Ji?F.framebufferTextureLayer(F.DRAW_FRAMEBUFFER,F.COLOR_ATTACHMENT0,vt.__webglTexture,se,st+jt):F.framebufferTexture2D(F.DRAW_FRAMEBUFFER,F.COLOR_ATTACHMENT0,F.TEXTURE_2D,vt.__webglTexture,se),z!==0?F.blitFramebuffer(we,Be,we+de,Be+he,Se,Ye,Se+de,Ye+he,F.COLOR_BUFFER_BIT,F.NEAREST):Ji?F.copyTexSubImage3D(Ee,se,Se,Ye,st+jt,we,Be,de,he):F.copyTexSubImage2D(Ee,se,Se,Ye,we,Be,de,he);fe.bindFramebuffer(F.READ_FRAMEBUFFER,null),fe.bindFramebuffer(F.DRAW_FRAMEBUFFER,null)}else Ji?v.isDataTexture||v.isData3DTexture?F.texSubImage3D(Ee,se,Se,Ye,st,de,he,ve,Je,it,Ze.data):P.isCompressedArrayTexture?F.compressedTexSubImage3D(Ee,se,Se,Ye,st,de,he,ve,Je,Ze.data):F.texSubImage3D(Ee,se,Se,Ye,st,de,he,ve,Je,it,Ze):v.isDataTexture?F.texSubImage2D(F.TEXTURE_2D,se,Se,Ye,de,he,Je,it,Ze.data):v.isCompressedTexture?F.compressedTexSubImage2D(F.TEXTURE_2D,se,Se,Ye,Ze.width,Ze.height,Je,Ze.data):F.texSubImage2D(F.TEXTURE_2D,se,Se,Ye,de,he,Je,it,Ze);fe.pixelStorei(F.UNPACK_ROW_LENGTH,wt),fe.pixelStorei(F.UNPACK_IMAGE_HEIGHT,Zi),fe.pixelStorei(F.UNPACK_SKIP_PIXELS,$i),fe.pixelStorei(F.UNPACK_SKIP_ROWS,xt),fe.pixelStorei(F.UNPACK_SKIP_IMAGES,wa),se===0&&P.generateMipmaps===!0&&P.mipmapsAutoUpdate===!0&&F.generateMipmap(Ee),fe.unbindTexture()},this.initRenderTarget=function(v){Re.get(v).__webglFramebuffer===void 0&&Ne.setupRenderTarget(v)},this.initTexture=function(v){v.isCubeTexture?Ne.setTextureCube(v,0):v.isData3DTexture?Ne.setTexture3D(v,0):v.isDataArrayTexture||v.isCompressedArrayTexture?Ne.setTexture2DArray(v,0):Ne.setTexture2D(v,0),fe.unbindTexture()},this.resetState=function(){N=0,D=0,L=null,fe.reset(),ce.reset()},typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}get coordinateSystem(){return Jt}get outputColorSpace(){return this._outputColorSpace}set outputColorSpace(e){this._outputColorSpace=e;let t=this.getContext();t.drawingBufferColorSpace=Ve._getDrawingBufferColorSpace(e),t.unpackColorSpace=Ve._getUnpackColorSpace()}},eu={type:"change"},ll={type:"start"},Yc={type:"end"},an=new rl,tu=new Ei,Yy=Math.cos(70*$g.DEG2RAD),ut=new W,Nt=2*Math.PI,Xe={NONE:-1,ROTATE:0,DOLLY:1,PAN:2,TOUCH_ROTATE:3,TOUCH_PAN:4,TOUCH_DOLLY_PAN:5,TOUCH_DOLLY_ROTATE:6},Ps=1e-6,qc=class extends Q_{constructor(e,t=null){super(e,t),this.state=Xe.NONE,this.target=new W,this.cursor=new W,this.minDistance=0,this.maxDistance=1/0,this.minZoom=0,this.maxZoom=1/0,this.minTargetRadius=0,this.maxTargetRadius=1/0,this.minPolarAngle=0,this.maxPolarAngle=Math.PI,this.minAzimuthAngle=-1/0,this.maxAzimuthAngle=1/0,this.enableDamping=!1,this.dampingFactor=.05,this.enableZoom=!0,this.zoomSpeed=1,this.enableRotate=!0,this.rotateSpeed=1,this.keyRotateSpeed=1,this.enablePan=!0,this.panSpeed=1,this.screenSpacePanning=!0,this.keyPanSpeed=7,this.zoomToCursor=!1,this.autoRotate=!1,this.autoRotateSpeed=2,this.keys={LEFT:"ArrowLeft",UP:"ArrowUp",RIGHT:"ArrowRight",BOTTOM:"ArrowDown"},this.mouseButtons={LEFT:Pr.ROTATE,MIDDLE:Pr.DOLLY,RIGHT:Pr.PAN},this.touches={ONE:Rr.ROTATE,TWO:Rr.DOLLY_PAN},this.target0=this.target.clone(),this.position0=this.object.position.clone(),this.zoom0=this.object.zoom,this._cursorStyle="auto",this._domElementKeyEvents=null,this._lastPosition=new W,this._lastQuaternion=new Ni,this._lastTargetPosition=new W,this._quat=new Ni().setFromUnitVectors(e.up,new W(0,1,0)),this._quatInverse=this._quat.clone().invert(),this._spherical=new Lh,this._sphericalDelta=new Lh,this._scale=1,this._panOffset=new W,this._rotateStart=new Fe,this._rotateEnd=new Fe,this._rotateDelta=new Fe,this._panStart=new Fe,this._panEnd=new Fe,this._panDelta=new Fe,this._dollyStart=new Fe,this._dollyEnd=new Fe,this._dollyDelta=new Fe,this._dollyDirection=new W,this._mouse=new Fe,this._performCursorZoom=!1,this._pointers=[],this._pointerPositions={},this._controlActive=!1,this._onPointerMove=Ky.bind(this),this._onPointerDown=qy.bind(this),this._onPointerUp=Zy.bind(this),this._onContextMenu=rx.bind(this),this._onMouseWheel=Qy.bind(this),this._onKeyDown=ex.bind(this),this._onTouchStart=tx.bind(this),this._onTouchMove=ix.bind(this),this._onMouseDown=$y.bind(this),this._onMouseMove=Jy.bind(this),this._interceptControlDown=ax.bind(this),this._interceptControlUp=nx.bind(this),this.domElement!==null&&this.connect(this.domElement),this.update()}set cursorStyle(e){this._cursorStyle=e,e==="grab"?this.domElement.style.cursor="grab":this.domElement.style.cursor="auto"}get cursorStyle(){return this._cursorStyle}connect(e){super.connect(e),this.domElement.addEventListener("pointerdown",this._onPointerDown),this.domElement.addEventListener("pointercancel",this._onPointerUp),this.domElement.addEventListener("contextmenu",this._onContextMenu),this.domElement.addEventListener("wheel",this._onMouseWheel,{passive:!1}),this.domElement.ownerDocument.addEventListener("keydown",this._interceptControlDown,{passive:!0,capture:!0}),this.domElement.style.touchAction="none"}disconnect(){this.state=Xe.NONE,this.domElement.removeEventListener("pointerdown",this._onPointerDown),this.domElement.ownerDocument.removeEventListener("pointermove",this._onPointerMove),this.domElement.ownerDocument.removeEventListener("pointerup",this._onPointerUp),this.domElement.removeEventListener("pointercancel",this._onPointerUp),this.domElement.removeEventListener("wheel",this._onMouseWheel),this.domElement.removeEventListener("contextmenu",this._onContextMenu),this.stopListenToKeyEvents(),this.domElement.ownerDocument.removeEventListener("keydown",this._interceptControlDown,{capture:!0}),this.domElement.ownerDocument.removeEventListener("keyup",this._interceptControlUp,{capture:!0}),this._controlActive=!1,this._pointers.length=0,this._pointerPositions={},this.domElement.style.touchAction="",this.domElement.style.cursor="auto"}dispose(){this.disconnect()}getPolarAngle(){return this._spherical.phi}getAzimuthalAngle(){return this._spherical.theta}getDistance(){return this.object.position.distanceTo(this.target)}listenToKeyEvents(e){e.addEventListener("keydown",this._onKeyDown),this._domElementKeyEvents=e}stopListenToKeyEvents(){this._domElementKeyEvents!==null&&(this._domElementKeyEvents.removeEventListener("keydown",this._onKeyDown),this._domElementKeyEvents=null)}saveState(){this.target0.copy(this.target),this.position0.copy(this.object.position),this.zoom0=this.object.zoom}reset(){this.target.copy(this.target0),this.object.position.copy(this.position0),this.object.zoom=this.zoom0,this.object.updateProjectionMatrix(),this.dispatchEvent(eu),this.update(),this.state=Xe.NONE}pan(e,t){this._pan(e,t),this.update()}dollyIn(e){this._dollyIn(e),this.update()}dollyOut(e){this._dollyOut(e),this.update()}rotateLeft(e){this._rotateLeft(e),this.update()}rotateUp(e){this._rotateUp(e),this.update()}update(e=null){let t=this.object.position;ut.copy(t).sub(this.target),ut.applyQuaternion(this._quat),this._spherical.setFromVector3(ut),this.autoRotate&&this.state===Xe.NONE&&this._rotateLeft(this._getAutoRotationAngle(e)),this.enableDamping?(this._spherical.theta+=this._sphericalDelta.theta*this.dampingFactor,this._spherical.phi+=this._sphericalDelta.phi*this.dampingFactor):(this._spherical.theta+=this._sphericalDelta.theta,this._spherical.phi+=this._sphericalDelta.phi);let i=this.minAzimuthAngle,r=this.maxAzimuthAngle;isFinite(i)&&isFinite(r)&&(i<-Math.PI?i+=Nt:i>Math.PI&&(i-=Nt),r<-Math.PI?r+=Nt:r>Math.PI&&(r-=Nt),i<=r?this._spherical.theta=Math.max(i,Math.min(r,this._spherical.theta)):this._spherical.theta=this._spherical.theta>(i+r)/2?Math.max(i,this._spherical.theta):Math.min(r,this._spherical.theta)),this._spherical.phi=Math.max(this.minPolarAngle,Math.min(this.maxPolarAngle,this._spherical.phi)),this._spherical.makeSafe(),this.enableDamping===!0?this.target.addScaledVector(this._panOffset,this.dampingFactor):this.target.add(this._panOffset),this.target.sub(this.cursor),this.target.clampLength(this.minTargetRadius,this.maxTargetRadius),this.target.add(this.cursor);let a=!1;if(this.zoomToCursor&&this._performCursorZoom||this.object.isOrthographicCamera)this._spherical.radius=this._clampDistance(this._spherical.radius);else{let n=this._spherical.radius;this._spherical.radius=this._clampDistance(this._spherical.radius*this._scale),a=n!=this._spherical.radius}if(ut.setFromSpherical(this._spherical),ut.applyQuaternion(this._quatInverse),t.copy(this.target).add(ut),this.object.lookAt(this.target),this.enableDamping===!0?(this._sphericalDelta.theta*=1-this.dampingFactor,this._sphericalDelta.phi*=1-this.dampingFactor,this._panOffset.multiplyScalar(1-this.dampingFactor)):(this._sphericalDelta.set(0,0,0),this._panOffset.set(0,0,0)),this.zoomToCursor&&this._performCursorZoom){let n=null;if(this.object.isPerspectiveCamera){let s=ut.length();n=this._clampDistance(s*this._scale);let o=s-n;this.object.position.addScaledVector(this._dollyDirection,o),this.object.updateMatrixWorld(),a=!!o}else if(this.object.isOrthographicCamera){let s=new W(this._mouse.x,this._mouse.y,0);s.unproject(this.object);let o=this.object.zoom;this.object.zoom=Math.max(this.minZoom,Math.min(this.maxZoom,this.object.zoom/this._scale)),this.object.updateProjectionMatrix(),a=o!==this.object.zoom;let l=new W(this._mouse.x,this._mouse.y,0);l.unproject(this.object),this.object.position.sub(l).add(s),this.object.updateMatrixWorld(),n=ut.length()}else console.warn("WARNING: OrbitControls.js encountered an unknown camera type - zoom to cursor disabled."),this.zoomToCursor=!1;n!==null&&(this.screenSpacePanning?this.target.set(0,0,-1).transformDirection(this.object.matrix).multiplyScalar(n).add(this.object.position):(an.origin.copy(this.object.position),an.direction.set(0,0,-1).transformDirection(this.object.matrix),Math.abs(this.object.up.dot(an.direction))<Yy?this.object.lookAt(this.target):(tu.setFromNormalAndCoplanarPoint(this.object.up,this.target),an.intersectPlane(tu,this.target))))}else if(this.object.isOrthographicCamera){let n=this.object.zoom;this.object.zoom=Math.max(this.minZoom,Math.min(this.maxZoom,this.object.zoom/this._scale)),n!==this.object.zoom&&(this.object.updateProjectionMatrix(),a=!0)}return this._scale=1,this._performCursorZoom=!1,a||this._lastPosition.distanceToSquared(this.object.position)>Ps||8*(1-this._lastQuaternion.dot(this.object.quaternion))>Ps||this._lastTargetPosition.distanceToSquared(this.target)>Ps?(this.dispatchEvent(eu),this._lastPosition.copy(this.object.position),this._lastQuaternion.copy(this.object.quaternion),this._lastTargetPosition.copy(this.target),!0):!1}_getAutoRotationAngle(e){return e!==null?Nt/60*this.autoRotateSpeed*e:Nt/60/60*this.autoRotateSpeed}_getZoomScale(e){let t=Math.abs(e*.01);return Math.pow(.95,this.zoomSpeed*t)}_rotateLeft(e){this._sphericalDelta.theta-=e}_rotateUp(e){this._sphericalDelta.phi-=e}_panLeft(e,t){ut.setFromMatrixColumn(t,0),ut.multiplyScalar(-e),this._panOffset.add(ut)}_panUp(e,t){this.screenSpacePanning===!0?ut.setFromMatrixColumn(t,1):(ut.setFromMatrixColumn(t,0),ut.crossVectors(this.object.up,ut)),ut.multiplyScalar(e),this._panOffset.add(ut)}_pan(e,t){let i=this.domElement;if(this.object.isPerspectiveCamera){let r=this.object.position;ut.copy(r).sub(this.target);let a=ut.length();a*=Math.tan(this.object.fov/2*Math.PI/180),this._panLeft(2*e*a/i.clientHeight,this.object.matrix),this._panUp(2*t*a/i.clientHeight,this.object.matrix)}else this.object.isOrthographicCamera?(this._panLeft(e*(this.object.right-this.object.left)/this.object.zoom/i.clientWidth,this.object.matrix),this._panUp(t*(this.object.top-this.object.bottom)/this.object.zoom/i.clientHeight,this.object.matrix)):(console.warn("WARNING: OrbitControls.js encountered an unknown camera type - pan disabled."),this.enablePan=!1)}_dollyOut(e){this.object.isPerspectiveCamera||this.object.isOrthographicCamera?this._scale/=e:(console.warn("WARNING: OrbitControls.js encountered an unknown camera type - dolly/zoom disabled."),this.enableZoom=!1)}_dollyIn(e){this.object.isPerspectiveCamera||this.object.isOrthographicCamera?this._scale*=e:(console.warn("WARNING: OrbitControls.js encountered an unknown camera type - dolly/zoom disabled."),this.enableZoom=!1)}_updateZoomParameters(e,t){if(!this.zoomToCursor)return;this._performCursorZoom=!0;let i=this.domElement.getBoundingClientRect(),r=e-i.left,a=t-i.top,n=i.width,s=i.height;this._mouse.x=r/n*2-1,this._mouse.y=-(a/s)*2+1,this._dollyDirection.set(this._mouse.x,this._mouse.y,1).unproject(this.object).sub(this.object.position).normalize()}_clampDistance(e){return Math.max(this.minDistance,Math.min(this.maxDistance,e))}_handleMouseDownRotate(e){this._rotateStart.set(e.clientX,e.clientY)}_handleMouseDownDolly(e){this._updateZoomParameters(e.clientX,e.clientY),this._dollyStart.set(e.clientX,e.clientY)}_handleMouseDownPan(e){this._panStart.set(e.clientX,e.clientY)}_handleMouseMoveRotate(e){this._rotateEnd.set(e.clientX,e.clientY),this._rotateDelta.subVectors(this._rotateEnd,this._rotateStart).multiplyScalar(this.rotateSpeed);let t=this.domElement;this._rotateLeft(Nt*this._rotateDelta.x/t.clientHeight),this._rotateUp(Nt*this._rotateDelta.y/t.clientHeight),this._rotateStart.copy(this._rotateEnd),this.update()}_handleMouseMoveDolly(e){this._dollyEnd.set(e.clientX,e.clientY),this._dollyDelta.subVectors(this._dollyEnd,this._dollyStart),this._dollyDelta.y>0?this._dollyOut(this._getZoomScale(this._dollyDelta.y)):this._dollyDelta.y<0&&this._dollyIn(this._getZoomScale(this._dollyDelta.y)),this._dollyStart.copy(this._dollyEnd),this.zoomToCursor&&(this._performCursorZoom=!0,this._dollyDirection.set(this._mouse.x,this._mouse.y,1).unproject(this.object).sub(this.object.position).normalize()),this.update()}_handleMouseMovePan(e){this._panEnd.set(e.clientX,e.clientY),this._panDelta.subVectors(this._panEnd,this._panStart).multiplyScalar(this.panSpeed),this._pan(this._panDelta.x,this._panDelta.y),this._panStart.copy(this._panEnd),this.update()}_handleMouseWheel(e){this._updateZoomParameters(e.clientX,e.clientY),e.deltaY<0?this._dollyIn(this._getZoomScale(e.deltaY)):e.deltaY>0&&this._dollyOut(this._getZoomScale(e.deltaY)),this.update()}_handleKeyDown(e){let t=!1;switch(e.code){case this.keys.UP:e.ctrlKey||e.metaKey||e.shiftKey?this.enableRotate&&this._rotateUp(Nt*this.keyRotateSpeed/this.domElement.clientHeight):this.enablePan&&this._pan(0,this.keyPanSpeed),t=!0;break;case this.keys.BOTTOM:e.ctrlKey||e.metaKey||e.shiftKey?this.enableRotate&&this._rotateUp(-Nt*this.keyRotateSpeed/this.domElement.clientHeight):this.enablePan&&this._pan(0,-this.keyPanSpeed),t=!0;break;case this.keys.LEFT:e.ctrlKey||e.metaKey||e.shiftKey?this.enableRotate&&this._rotateLeft(Nt*this.keyRotateSpeed/this.domElement.clientHeight):this.enablePan&&this._pan(this.keyPanSpeed,0),t=!0;break;case this.keys.RIGHT:e.ctrlKey||e.metaKey||e.shiftKey?this.enableRotate&&this._rotateLeft(-Nt*this.keyRotateSpeed/this.domElement.clientHeight):this.enablePan&&this._pan(-this.keyPanSpeed,0),t=!0;break}t&&(e.preventDefault(),this.update())}_handleTouchStartRotate(e){if(this._pointers.length===1)this._rotateStart.set(e.pageX,e.pageY);else{let t=this._getSecondPointerPosition(e),i=.5*(e.pageX+t.x),r=.5*(e.pageY+t.y);this._rotateStart.set(i,r)}}_handleTouchStartPan(e){if(this._pointers.length===1)this._panStart.set(e.pageX,e.pageY);else{let t=this._getSecondPointerPosition(e),i=.5*(e.pageX+t.x),r=.5*(e.pageY+t.y);this._panStart.set(i,r)}}_handleTouchStartDolly(e){let t=this._getSecondPointerPosition(e),i=e.pageX-t.x,r=e.pageY-t.y,a=Math.sqrt(i*i+r*r);this._dollyStart.set(0,a)}_handleTouchStartDollyPan(e){this.enableZoom&&this._handleTouchStartDolly(e),this.enablePan&&this._handleTouchStartPan(e)}_handleTouchStartDollyRotate(e){this.enableZoom&&this._handleTouchStartDolly(e),this.enableRotate&&this._handleTouchStartRotate(e)}_handleTouchMoveRotate(e){if(this._pointers.length==1)this._rotateEnd.set(e.pageX,e.pageY);else{let i=this._getSecondPointerPosition(e),r=.5*(e.pageX+i.x),a=.5*(e.pageY+i.y);this._rotateEnd.set(r,a)}this._rotateDelta.subVectors(this._rotateEnd,this._rotateStart).multiplyScalar(this.rotateSpeed);let t=this.domElement;this._rotateLeft(Nt*this._rotateDelta.x/t.clientHeight),this._rotateUp(Nt*this._rotateDelta.y/t.clientHeight),this._rotateStart.copy(this._rotateEnd)}_handleTouchMovePan(e){if(this._pointers.length===1)this._panEnd.set(e.pageX,e.pageY);else{let t=this._getSecondPointerPosition(e),i=.5*(e.pageX+t.x),r=.5*(e.pageY+t.y);this._panEnd.set(i,r)}this._panDelta.subVectors(this._panEnd,this._panStart).multiplyScalar(this.panSpeed),this._pan(this._panDelta.x,this._panDelta.y),this._panStart.copy(this._panEnd)}_handleTouchMoveDolly(e){let t=this._getSecondPointerPosition(e),i=e.pageX-t.x,r=e.pageY-t.y,a=Math.sqrt(i*i+r*r);this._dollyEnd.set(0,a),this._dollyDelta.set(0,Math.pow(this._dollyEnd.y/this._dollyStart.y,this.zoomSpeed)),this._dollyOut(this._dollyDelta.y),this._dollyStart.copy(this._dollyEnd);let n=(e.pageX+t.x)*.5,s=(e.pageY+t.y)*.5;this._updateZoomParameters(n,s)}_handleTouchMoveDollyPan(e){this.enableZoom&&this._handleTouchMoveDolly(e),this.enablePan&&this._handleTouchMovePan(e)}_handleTouchMoveDollyRotate(e){this.enableZoom&&this._handleTouchMoveDolly(e),this.enableRotate&&this._handleTouchMoveRotate(e)}_addPointer(e){this._pointers.push(e.pointerId)}_removePointer(e){delete this._pointerPositions[e.pointerId];for(let t=0;t<this._pointers.length;t++)if(this._pointers[t]==e.pointerId){this._pointers.splice(t,1);return}}_isTrackingPointer(e){for(let t=0;t<this._pointers.length;t++)if(this._pointers[t]==e.pointerId)return!0;return!1}_trackPointer(e){let t=this._pointerPositions[e.pointerId];t===void 0&&(t=new Fe,this._pointerPositions[e.pointerId]=t),t.set(e.pageX,e.pageY)}_getSecondPointerPosition(e){let t=e.pointerId===this._pointers[0]?this._pointers[1]:this._pointers[0];return this._pointerPositions[t]}_customWheelEvent(e){let t=e.deltaMode,i={clientX:e.clientX,clientY:e.clientY,deltaY:e.deltaY};switch(t){case 1:i.deltaY*=16;break;case 2:i.deltaY*=100;break}return e.ctrlKey&&!this._controlActive&&(i.deltaY*=10),i}};function qy(e){this.enabled!==!1&&(this._pointers.length===0&&(this.domElement.setPointerCapture(e.pointerId),this.domElement.ownerDocument.addEventListener("pointermove",this._onPointerMove),this.domElement.ownerDocument.addEventListener("pointerup",this._onPointerUp)),!this._isTrackingPointer(e)&&(this._addPointer(e),e.pointerType==="touch"?this._onTouchStart(e):this._onMouseDown(e),this._cursorStyle==="grab"&&(this.domElement.style.cursor="grabbing")))}function Ky(e){this.enabled!==!1&&(e.pointerType==="touch"?this._onTouchMove(e):this._onMouseMove(e))}function Zy(e){switch(this._removePointer(e),this._pointers.length){case 0:this.domElement.releasePointerCapture(e.pointerId),this.domElement.ownerDocument.removeEventListener("pointermove",this._onPointerMove),this.domElement.ownerDocument.removeEventListener("pointerup",this._onPointerUp),this.dispatchEvent(Yc),this.state=Xe.NONE,this._cursorStyle==="grab"&&(this.domElement.style.cursor="grab");break;case 1:let t=this._pointers[0],i=this._pointerPositions[t];this._onTouchStart({pointerId:t,pageX:i.x,pageY:i.y});break}}function $y(e){let t;switch(e.button){case 0:t=this.mouseButtons.LEFT;break;case 1:t=this.mouseButtons.MIDDLE;break;case 2:t=this.mouseButtons.RIGHT;break;default:t=-1}switch(t){case Pr.DOLLY:if(this.enableZoom===!1)return;this._handleMouseDownDolly(e),this.state=Xe.DOLLY;break;case Pr.ROTATE:if(e.ctrlKey||e.metaKey||e.shiftKey){if(this.enablePan===!1)return;this._handleMouseDownPan(e),this.state=Xe.PAN}else{if(this.enableRotate===!1)return;this._handleMouseDownRotate(e),this.state=Xe.ROTATE}break;case Pr.PAN:if(e.ctrlKey||e.metaKey||e.shiftKey){if(this.enableRotate===!1)return;this._handleMouseDownRotate(e),this.state=Xe.ROTATE}else{if(this.enablePan===!1)return;this._handleMouseDownPan(e),this.state=Xe.PAN}break;default:this.state=Xe.NONE}this.state!==Xe.NONE&&this.dispatchEvent(ll)}function Jy(e){switch(this.state){case Xe.ROTATE:if(this.enableRotate===!1)return;this._handleMouseMoveRotate(e);break;case Xe.DOLLY:if(this.enableZoom===!1)return;this._handleMouseMoveDolly(e);break;case Xe.PAN:if(this.enablePan===!1)return;this._handleMouseMovePan(e);break}}function Qy(e){this.enabled===!1||this.enableZoom===!1||this.state!==Xe.NONE||(e.preventDefault(),this.dispatchEvent(ll),this._handleMouseWheel(this._customWheelEvent(e)),this.dispatchEvent(Yc))}function ex(e){this.enabled!==!1&&this._handleKeyDown(e)}function tx(e){switch(this._trackPointer(e),this._pointers.length){case 1:switch(this.touches.ONE){case Rr.ROTATE:if(this.enableRotate===!1){this.state=Xe.NONE;break}this._handleTouchStartRotate(e),this.state=Xe.TOUCH_ROTATE;break;case Rr.PAN:if(this.enablePan===!1){this.state=Xe.NONE;break}this._handleTouchStartPan(e),this.state=Xe.TOUCH_PAN;break;default:this.state=Xe.NONE}break;case 2:switch(this.touches.TWO){case Rr.DOLLY_PAN:if(this.enableZoom===!1&&this.enablePan===!1)return;this._handleTouchStartDollyPan(e),this.state=Xe.TOUCH_DOLLY_PAN;break;case Rr.DOLLY_ROTATE:if(this.enableZoom===!1&&this.enableRotate===!1)return;this._handleTouchStartDollyRotate(e),this.state=Xe.TOUCH_DOLLY_ROTATE;break;default:this.state=Xe.NONE}break;default:this.state=Xe.NONE}this.state!==Xe.NONE&&this.dispatchEvent(ll)}function ix(e){switch(this._trackPointer(e),this.state){case Xe.TOUCH_ROTATE:if(this.enableRotate===!1)return;this._handleTouchMoveRotate(e),this.update();break;case Xe.TOUCH_PAN:if(this.enablePan===!1)return;this._handleTouchMovePan(e),this.update();break;case Xe.TOUCH_DOLLY_PAN:if(this.enableZoom===!1&&this.enablePan===!1)return;this._handleTouchMoveDollyPan(e),this.update();break;case Xe.TOUCH_DOLLY_ROTATE:if(this.enableZoom===!1&&this.enableRotate===!1)return;this._handleTouchMoveDollyRotate(e),this.update();break;default:this.state=Xe.NONE}}function rx(e){this.enabled!==!1&&e.preventDefault()}function ax(e){e.key==="Control"&&(this._controlActive=!0,this.domElement.ownerDocument.addEventListener("keyup",this._interceptControlUp,{passive:!0,capture:!0}))}function nx(e){e.key==="Control"&&(this._controlActive=!1,this.domElement.ownerDocument.removeEventListener("keyup",this._interceptControlUp,{passive:!0,capture:!0}))}function hl(e){let t=!1,i=null;return async function r(...a){if(t){i=a;return}t=!0;try{await e(...a)}finally{if(t=!1,i){let n=i;i=null,r(...n)}}}}var Gn=class{constructor(t){this.canvas=t,this.pen=t.getContext("2d")}resize(t,i,r,a,n){Object.assign(this,{width:t,height:i,ratio:r,ink:a,back:n}),this.canvas.width=t*r,this.canvas.height=i*r}draw(t,i){let{pen:r}=this;r.setTransform(this.ratio,0,0,this.ratio,0,0),r.clearRect(0,0,this.width,this.height),r.font="600 13px system-ui, sans-serif",r.textAlign="center",r.lineWidth=4,r.strokeStyle=this.back,r.fillStyle=this.ink;for(let{text:a,at:n}of t.names)r.strokeText(a,...i(n)),r.fillText(a,...i(n));this.line(t.way.map(i),!1),this.line(t.outline.map(i),!0),t.hovered>=0&&this.ring(i(t.at(t.hovered)),7),t.mark&&this.cross(i(t.mark))}stroke(t){for(let[i,r]of[[5,this.back],[2,this.ink]])this.pen.beginPath(),t(this.pen),this.pen.lineWidth=i,this.pen.strokeStyle=r,this.pen.stroke()}line(t,i){t.length<2||this.stroke(r=>{t.forEach((a,n)=>r[n?"lineTo":"moveTo"](...a)),i&&r.closePath()})}ring(t,i){this.stroke(r=>r.arc(...t,i,0,2*Math.PI))}cross([t,i]){this.ring([t,i],9),this.stroke(r=>{for(let[a,n]of[[1,0],[-1,0],[0,1],[0,-1]])r.moveTo(t+4*a,i+4*n),r.lineTo(t+14*a,i+14*n)})}};var sx=`
attribute vec4 tint;
uniform float size;
uniform vec3 back;
varying vec3 shade;
void main() {
  shade = mix(back, tint.rgb, tint.a);
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
  gl_PointSize = size;
}`,ox=`
varying vec3 shade;
uniform float size;
void main() {
  vec2 off = gl_PointCoord - 0.5;
  if (size > 2.5 && dot(off, off) > 0.25) discard;
  gl_FragColor = vec4(shade, 1.0);
}`,lx=[120,126,136,255],hx=1e5,ux=2e4,cx=1<<22,dx=50,px=24,Wn=class{constructor(t,i){this.started=i,this.renderer=new jc({canvas:t,antialias:!1,preserveDrawingBuffer:!0,alpha:!1}),this.renderer.autoClear=!1,this.scene=new vc,this.flat=new Hn(-1,1,1,-1,-1e6,1e6),this.solid=new Hn(-1,1,1,-1,-1e6,1e6),this.camera=this.flat,this.material=new Di({vertexShader:sx,fragmentShader:ox,depthTest:!1,depthWrite:!1,uniforms:{size:{value:3},back:{value:[1,1,1]}}}),this.points=new Ec(new Ii,this.material),this.points.frustumCulled=!1,this.scene.add(this.points),this.chunk=hx,this.drawn=0,this.frames=0,this.before=0,this.n=0}setPoints(t,i){this.n=t.length/3,this.camera=i?this.solid:this.flat,this.tints=new Uint8Array(4*this.n);for(let a=0;a<this.n;a+=1)this.tints.set(lx,4*a);let r=new Ii;r.setAttribute("position",new ui(t,3)),r.setAttribute("tint",new ui(this.tints,4,!0)),this.points.geometry.dispose(),this.points.geometry=r}setTints(t){this.tints.set(t),this.points.geometry.getAttribute("tint").needsUpdate=!0}resize(t,i,r,a){Object.assign(this,{width:t,height:i,ratio:r}),this.renderer.setPixelRatio(r),this.renderer.setSize(t,i,!1),this.back=[1,3,5].map(n=>parseInt(a.slice(n,n+2),16)/255),this.material.uniforms.back.value=this.back}frameSolid({low:t,high:i}){let r=(Math.hypot(...t.map((n,s)=>i[s]-n))||1)*.55,a=r*this.width/this.height;Object.assign(this.solid,{left:-a,right:a,top:r,bottom:-r}),this.solid.updateProjectionMatrix()}aim(t,i){let r=Math.min(7,Math.max(1.3,260/Math.sqrt(this.n)));this.material.uniforms.size.value=this.ratio*Math.min(12,r*Math.max(1,t)**.35),this.camera!==this.solid&&(Object.assign(this.flat,i),this.flat.updateProjectionMatrix())}begin(){this.drawn=0,!this.asked&&(this.asked=!0,this.before=0,requestAnimationFrame(t=>this.frame(t)))}frame(t){if(this.before){let i=t-this.before;i>dx?this.chunk=Math.max(ux,this.chunk>>1):i<px&&(this.chunk=Math.min(cx,this.chunk<<1))}if(this.before=t,this.frames+=1,this.drawn===0){this.started();let i=this.renderer.getContext();i.clearColor(...this.back,1),i.clear(i.COLOR_BUFFER_BIT)}this.points.geometry.setDrawRange(this.drawn,this.chunk),this.renderer.render(this.scene,this.camera),this.drawn+=this.chunk,this.asked=this.drawn<this.n,this.asked&&requestAnimationFrame(i=>this.frame(i))}};function be(e,t={},...i){let r=document.createElement(e);for(let[a,n]of Object.entries(t))a==="onclick"?r.addEventListener("click",n):a==="class"?r.className=n:r.setAttribute(a,n);return r.append(...i),r}function Ui(e){return e==null||Number.isNaN(e)?"\u2013":typeof e!="number"||Number.isInteger(e)&&Math.abs(e)<1e9?String(e):String(Number(e.toPrecision(4)))}function fx(e,t,i){let[r,a,n=1]=t.image_shape,s=be("canvas",{class:"pixels",role:"img","aria-label":i});s.width=a,s.height=r;let o=s.getContext("2d"),l=o.createImageData(a,r),[h,u]=t.limits;for(let d=0;d<a*r;d+=1){for(let c=0;c<3;c+=1){let f=e[d*n+(n===1?0:c)]??h;l.data[4*d+c]=Math.round(255*(f-h)/(u-h))}l.data[4*d+3]=255}return o.putImageData(l,0,0),s}function Kc(e,t){let i=e.cells.map(([o,l],h)=>{let u=[be("td",{},o),be("td",{},Ui(l))];return t&&u.push(be("td",{},Ui(t.cells[h]?.[1]))),be("tr",{},...u)}),r=["column",t?"value":"decoded"];t&&r.push("reconstruction");let a=be("tr",{},...r.map(o=>be("th",{scope:"col"},o))),n=be("table",{},be("thead",{},a),be("tbody",{},...i)),s=be("div",{class:"cells",tabindex:"0",role:"group","aria-label":"Columns"},n);return e.n_columns>e.cells.length&&s.append(be("p",{class:"small"},`The first ${e.cells.length} of ${e.n_columns} columns.`)),s}function mx(e){let t=e.map(([i,r])=>be("tr",{},be("td",{},i),be("td",{},Ui(r))));return t.length?be("div",{class:"cells",tabindex:"0",role:"group","aria-label":"List"},be("table",{},be("tbody",{},...t))):be("p",{class:"small"},"None.")}function ul(e,t,i="decoded"){return e?e.type==="image"?fx(e.values,t,i):e.type==="cells"?Kc(e):e.type==="list"?mx(e.items):be("p",{class:"text",tabindex:"0"},e.text):be("p",{class:"small"},`A ${t.model} does not decode.`)}function cl(e,t){let{sample:i,reconstruction:r}=e;if(i.type==="cells"&&r?.type==="cells")return[Kc(i,r)];let a=(s,o)=>be("figure",{},ul(s,t,o),be("figcaption",{},o)),n=[a(i,"row")];return r&&n.push(a(r,"reconstruction")),n}function Zc(e){return e.flatMap(([t,i])=>[be("dt",{},t),be("dd",{},Ui(i))])}var $c=10,gx=.06,_x=10,vx=40,Xn=class{constructor(t,i,r){this.on=r,this.mode="decode",this.positions=new Float32Array(0),this.n=0,this.mark=null,this.way=[],this.outline=[],this.names=[],this.hovered=-1,this.place=t,this.canvas=be("canvas",{"aria-hidden":"true"}),this.over=be("canvas",{class:"over",tabindex:"0",role:"application","aria-label":`Map of ${i}. Arrow keys move the mark and decode its place, plus and minus zoom.`}),this.tip=be("div",{class:"tip",hidden:""}),t.append(this.canvas,this.over,this.tip),this.painter=new Wn(this.canvas,()=>{this.aim(),this.drawOver()}),this.marks=new Gn(this.over),this.listen(),new ResizeObserver(()=>this.resize()).observe(t),matchMedia("(prefers-color-scheme: dark)").addEventListener("change",()=>this.resize())}listen(){this.transform=cr,this.zoom=Vu().scaleExtent([.1,1e5]).filter(t=>!this.isSolid&&(t.type==="wheel"||t.type==="dblclick"||t.touches?.length>1||this.mode==="decode"&&!t.button)).clickDistance(4).on("zoom",t=>{this.transform=t.transform,this.changed(),this.on.move()}),zt(this.over).call(this.zoom).on("dblclick.zoom",null),this.controls=new qc(this.painter.solid,this.over),this.controls.enabled=!1,this.controls.addEventListener("change",()=>this.changed()),this.over.addEventListener("pointermove",t=>this.pointed(t)),this.over.addEventListener("pointerleave",()=>this.unhover()),this.over.addEventListener("click",t=>this.clicked(t)),this.over.addEventListener("pointerdown",t=>this.began(t)),this.over.addEventListener("pointerup",()=>this.ended()),this.over.addEventListener("pointercancel",()=>this.ended()),this.over.addEventListener("keydown",t=>this.typed(t))}setPoints(t){this.n=t[0].length,this.isSolid=t.length===3,this.positions=new Float32Array(3*this.n),t.forEach((i,r)=>{for(let a=0;a<this.n;a+=1)this.positions[3*a+r]=i[a]}),this.bounds=Mx(this.positions,this.n),this.painter.setPoints(this.positions,this.isSolid),this.controls.enabled=this.isSolid,this.mark=null,this.way=[],this.outline=[],this.hovered=-1,this.resize(),this.showAll()}setTints(t,i){this.painter.setTints(t),this.names=i.slice(0,vx),this.changed()}resize(){this.width=Math.max(1,this.place.clientWidth),this.height=Math.max(1,this.place.clientHeight),this.ratio=Math.min(devicePixelRatio||1,2);let t=getComputedStyle(this.place),[i,r]=["--ink","--back"].map(a=>t.getPropertyValue(a).trim());this.marks.resize(this.width,this.height,this.ratio,i,r),this.painter.resize(this.width,this.height,this.ratio,r),this.isSolid&&this.painter.frameSolid(this.bounds),this.changed()}showAll(){if(zt(this.over).call(this.zoom.transform,cr),this.isSolid){let[t,i,r]=this.middle();this.controls.target.set(t,i,r),this.painter.solid.position.set(t+1,i+.7,r+1.3),this.painter.solid.zoom=1,this.painter.frameSolid(this.bounds),this.controls.update()}this.changed()}middle(){return[0,1,2].map(t=>(this.bounds.low[t]+this.bounds.high[t])/2)}get scale(){let{low:t,high:i}=this.bounds,r=1-2*gx,a=r*this.width/(i[0]-t[0]||1),n=r*this.height/(i[1]-t[1]||1);return Math.min(a,n)}toScreen(t,i,r=0){if(this.isSolid){let o=this.viewMatrix(),l=h=>o[h]*t+o[h+4]*i+o[h+8]*r+o[h+12];return[(l(0)+1)/2*this.width,(1-l(1))/2*this.height]}let[a,n]=this.middle(),s=this.scale;return this.transform.apply([this.width/2+(t-a)*s,this.height/2-(i-n)*s])}toPlane(t,i){let[r,a]=this.middle(),n=this.scale,[s,o]=this.transform.invert([t,i]);return[r+(s-this.width/2)/n,a-(o-this.height/2)/n]}viewMatrix(){let{solid:t}=this.painter;return t.updateMatrixWorld(),t.projectionMatrix.clone().multiply(t.matrixWorldInverse).elements}get window(){let[t,i]=this.toPlane(this.width/2,this.height/2);return{x:t,y:i,k:this.transform.k}}set window({x:t,y:i,k:r}){let[a,n]=this.middle(),s=this.scale,o=[this.width/2+(t-a)*s,this.height/2-(i-n)*s],l=cr.translate(this.width/2-r*o[0],this.height/2-r*o[1]).scale(r);zt(this.over).call(this.zoom.transform,l)}changed(){this.bounds&&this.painter.begin()}aim(){let t=this.isSolid?this.painter.solid.zoom:this.transform.k,[i,r]=this.toPlane(0,0),[a,n]=this.toPlane(this.width,this.height);this.painter.aim(t,{left:i,right:a,top:r,bottom:n})}drawOver(){this.bounds&&this.marks.draw(this,t=>this.toScreen(...t))}at(t){return Array.from(this.positions.subarray(3*t,3*t+3))}nearest(t,i){let r=$c*$c,a=-1;if(this.isSolid){let l=this.projected();for(let h=0;h<this.n;h+=1){let u=(l[2*h]-t)**2+(l[2*h+1]-i)**2;u<r&&([r,a]=[u,h])}return a}let[n,s]=this.toPlane(t,i),o=this.scale*this.transform.k;r/=o*o;for(let l=0,h=0;l<this.n;l+=1,h+=3){let u=this.positions[h]-n,d=this.positions[h+1]-s,c=u*u+d*d;c<r&&(r=c,a=l)}return a}projected(){let t=new Float32Array(2*this.n),i=this.isSolid?this.viewMatrix():null,[r,a]=i?[0,0]:this.toScreen(0,0),n=i?0:this.scale*this.transform.k;for(let s=0,o=0;s<this.n;s+=1,o+=3){let l=this.positions[o],h=this.positions[o+1];if(i){let u=this.positions[o+2],d=i[0]*l+i[4]*h+i[8]*u+i[12],c=i[1]*l+i[5]*h+i[9]*u+i[13];t[2*s]=(d+1)/2*this.width,t[2*s+1]=(1-c)/2*this.height}else t[2*s]=r+l*n,t[2*s+1]=a-h*n}return t}inside(t){let i=this.projected(),r=t.map(u=>u[0]),a=t.map(u=>u[1]),[n,s]=[Math.min(...r),Math.max(...r)],[o,l]=[Math.min(...a),Math.max(...a)],h=[];for(let u=0;u<this.n;u+=1){let d=i[2*u],c=i[2*u+1];if(d<n||d>s||c<o||c>l)continue;let f=!1;for(let M=0,S=r.length-1;M<r.length;S=M,M+=1)a[M]>c!=a[S]>c&&d<(r[S]-r[M])*(c-a[M])/(a[S]-a[M])+r[M]&&(f=!f);f&&h.push(u)}return h}pointed(t){let[i,r]=Zt(t,this.over);if(this.gesture){this.gesture.push([i,r]);let n=this.gesture.map(s=>this.toPlane(...s));this.mode==="select"&&!this.isSolid&&(this.outline=n),this.mode==="path"&&(this.way=n),this.changed();return}let a=this.nearest(i,r);a!==this.hovered&&(this.hovered=a,this.drawOver(),this.on.hover(a,i,r)),!t.buttons&&!this.isSolid&&this.on.follow(...this.toPlane(i,r))}unhover(){this.hovered<0||(this.hovered=-1,this.drawOver(),this.on.hover(-1))}clicked(t){if(this.mode!=="decode")return;let[i,r]=Zt(t,this.over),a=this.nearest(i,r);if(this.isSolid){a>=0&&this.on.decode(this.at(a),a);return}this.on.decode(this.toPlane(i,r),a)}began(t){this.mode==="decode"||t.button||this.isSolid&&this.mode==="path"||(this.controls.enabled=!1,this.over.setPointerCapture(t.pointerId),this.gesture=[Zt(t,this.over)],this.tip.hidden=!0)}ended(){let t=this.gesture;this.gesture=null,this.controls.enabled=this.isSolid,t&&(this.mode==="select"?this.on.select(t.length>2?this.inside(t):[]):t.length>1&&this.on.path(t.map(i=>this.toPlane(...i))))}typed(t){let i={ArrowLeft:[-1,0],ArrowRight:[1,0],ArrowUp:[0,-1],ArrowDown:[0,1]};if(t.key==="+"||t.key==="=")zt(this.over).call(this.zoom.scaleBy,1.3);else if(t.key==="-")zt(this.over).call(this.zoom.scaleBy,1/1.3);else if(i[t.key]&&!this.isSolid){let r=t.shiftKey?1:_x,a=this.toPlane(this.width/2,this.height/2),[n,s]=this.toScreen(...this.mark??a),[o,l]=i[t.key];this.on.decode(this.toPlane(n+r*o,s+r*l),-1)}else return;t.preventDefault()}};function Mx(e,t){let i=[0,0,0],r=[0,0,0],a=Math.max(1,Math.floor(t/5e4));for(let n=0;n<3;n+=1){let s=[];for(let l=0;l<t;l+=a)s.push(e[3*l+n]);s.sort((l,h)=>l-h);let o=s.length>1e3?Math.floor(s.length/1e3):0;i[n]=s[o],r[n]=s[s.length-1-o]}return{low:i,high:r}}var Sx="http://www.w3.org/2000/svg";function jn(e,t,i){let r=document.createElementNS(Sx,e);for(let[a,n]of Object.entries(t))r.setAttribute(a,n);return i!==void 0&&(r.textContent=i),r}function Jc(e){let t=jn("svg",{width:10,height:10,"aria-hidden":"true"});return t.append(jn("circle",{cx:5,cy:5,r:5,fill:e})),t}function Qc(e){let t=jn("svg",{width:120,height:10,"aria-hidden":"true"}),i=120/e.length;return e.forEach((r,a)=>{t.append(jn("rect",{x:a*i,y:0,width:i+.5,height:10,fill:`rgb(${r})`}))}),t}var ed=["#0072b2","#e69f00","#009e73","#cc79a7","#56b4e9","#d55e00","#8f7ee7","#b5a300","#7a5230","#00b3a4","#a83279","#5f8f00","#3d5a98","#e07b91","#6f6f6f","#c49c5a"],td="#8a8f98",yx=["#00224e","#123570","#3b496c","#575d6d","#707173","#8a8678","#a59c74","#c3b369","#e1cc55","#fee838"];function dl(e){return[1,3,5].map(t=>parseInt(e.slice(t,t+2),16))}var Yn=yx.map(dl);function pl(e){return e<0?td:ed[e%ed.length]}function fl(e){let t=Math.min(Math.max(e,0),1)*(Yn.length-1),i=Math.min(Math.floor(t),Yn.length-2);return Yn[i].map((r,a)=>Math.round(r+(Yn[i+1][a]-r)*(t-i)))}function xx(e){let t=Math.max(1,Math.floor(e.length/2e4)),i=[];for(let n=0;n<e.length;n+=t)Number.isFinite(e[n])&&i.push(e[n]);if(i.sort((n,s)=>n-s),!i.length)return[0,1];let r=i[Math.floor(.02*(i.length-1))],a=i[Math.ceil((1-.02)*(i.length-1))];return a>r?[r,a]:[r-.5,r+.5]}function id(e,t,i){let r=dl(td);if(i){let o=i.map((l,h)=>dl(pl(h)));for(let l=0;l<t.length;l+=1)e.set(o[t[l]]??r,4*l);return null}let[a,n]=xx(t),s=Array.from({length:256},(o,l)=>fl(l/255));for(let o=0;o<t.length;o+=1){let l=(t[o]-a)/(n-a),h=Number.isFinite(l)?s[Math.round(Math.min(Math.max(l,0),1)*255)]:r;e.set(h,4*o)}return[a,n]}var Ex=40,ml=30,bx=2e4,Tx=3,qn=class{constructor(t,i){this.map=t,this.legend=be("div",{class:"legend",tabindex:"0",role:"group","aria-label":"Legend"}),i.append(this.legend),this.chosen=null,this.tints=new Uint8Array(0)}clear(t){this.tints=new Uint8Array(0),this.legend.replaceChildren(`${t.toLocaleString("en")} points; colours are computed.`)}show(t,i,r){this.tints=new Uint8Array(4*i.length).fill(255);let a=id(this.tints,i,r);this.names=r&&r.length<=40?this.places(i,r):[],this.legend.replaceChildren(be("div",{},be("strong",{},t)),r?wx(r,i):Ax(a)),this.draw()}select(t){this.chosen=t,this.tints.length&&this.draw()}draw(){let t=this.tints.length/4;for(let i=0;i<t;i+=1)this.tints[4*i+3]=this.chosen?Ex:255;if(this.chosen)for(let i of this.chosen)this.tints[4*i+3]=255;this.map.setTints(this.tints,this.names)}places(t,i){let r=i.map(()=>[]),a=Math.min(t.length,bx);for(let n=0;n<a;n+=1)r[t[n]]?.push(n);return i.flatMap((n,s)=>{if(r[s].length<Tx)return[];let o=[0,1,2].map(l=>{let h=r[s].map(u=>this.map.positions[3*u+l]);return h.sort((u,d)=>u-d),h[h.length>>1]});return[{text:n,at:o}]})}};function wx(e,t){let i=e.map(()=>0);for(let a of t)a>=0&&(i[a]+=1);let r=e.slice(0,ml).map((a,n)=>be("li",{},Jc(pl(n)),`${a} (${i[n].toLocaleString("en")})`));return e.length>ml&&r.push(be("li",{},`and ${e.length-ml} more`)),be("ul",{},...r)}function Ax([e,t]){let i=Array.from({length:24},(r,a)=>fl(a/23));return be("div",{},`${Ui(e)} `,Qc(i),` ${Ui(t)}`)}var Rx={inside:"Among the data.",edge:"At the edge of the data.",far:"Far from all data: the decoder was never trained here."};function Cx(e){let t=new Map,i=0;return e.on("msg:custom",(r,a)=>{let n=t.get(r.id);n&&(t.delete(r.id),r.error?n.fail(new Error(r.error)):n.done({...r.answer,columns:(a??[]).map(Lx)}))}),r=>new Promise((a,n)=>{i+=1,t.set(i,{done:a,fail:n}),e.send({id:i,...r})})}function Lx(e){let t=new Uint8Array(e.buffer??e,e.byteOffset??0,e.byteLength);return new Float32Array(t.slice().buffer)}function rd(e,t,i){let r=t.map((n,s)=>be("option",{value:s},n)),a=be("select",{"aria-label":e},...r);return a.addEventListener("change",()=>i(Number(a.value))),[be("label",{},`${e} `,a),a]}function Px({model:e,el:t}){let i=e.get("facts"),r=Cx(e),a=0,n=[],s=be("p",{class:"message",role:"status"}),o=w=>{s.textContent=w.message},l=be("div",{class:"map"}),h=be("div",{class:"panel"},be("p",{},"Click anywhere on the map, also where no point is.")),u=w=>{let{origin:R,axes:m}=i.views[a];return R.map((x,I)=>m.reduce((j,O,G)=>j+O[I]*w[G],x))},d=hl(async w=>{let R=await r({ask:"decode",code:u(w)}).catch(o);if(!R)return;s.textContent="";let m=R.nearest[0];h.replaceChildren(be("p",{},`${Rx[R.place]} The nearest is ${m.title}, at a distance of ${Ui(m.distance)}.`),be("div",{class:"large"},ul(R.decoded,i)))}),c=async w=>{let R=await r({ask:"sample",row:n[w]}).catch(o);R&&h.append(be("p",{},be("strong",{},R.title)),be("div",{class:"pair"},...cl(R,i)),be("dl",{},...Zc(R.facts)))},f=hl(async(w,R,m)=>{if(w<0){A.tip.hidden=!0;return}let x=await r({ask:"sample",row:n[w]}).catch(o);!x||A.hovered!==w||(A.tip.replaceChildren(be("p",{},be("strong",{},x.title)),be("div",{class:"pair"},...cl(x,i))),A.tip.hidden=!1,A.tip.style.left=`${Math.min(R+14,Math.max(4,A.width-A.tip.offsetWidth-4))}px`,A.tip.style.top=`${Math.min(m+12,Math.max(4,A.height-A.tip.offsetHeight-4))}px`)}),M=async w=>{let R=await r({ask:"colors",color:w}).catch(o);R&&E.show(i.colors[w],R.columns[0],R.categories)},S=async w=>{let R=await r({ask:"points",view:w}).catch(o);if(!R)return;a=w,n=R.rows;let m=R.columns.length>1?R.columns:[R.columns[0],new Float32Array(n.length)];E.clear(n.length),A.setPoints(m),await M(Number(T.value))},[g]=rd("View",i.views.map(w=>w.name),S),[p,T]=rd("Colour",i.colors,M);T.value=i.first_color,t.classList.add("autoencode"),t.append(be("div",{class:"choices"},g,p),s,be("div",{class:"both"},l,h));let A=new Xn(l,i.title,{hover:f,follow:()=>{},decode:async(w,R)=>{A.mark=w,A.drawOver(),A.isSolid||await d(w),R>=0&&await c(R)},select:()=>{},path:()=>{},move:()=>{}}),E=new qn(A,l);return S(0).then(()=>{t.dataset.ready="true"}),()=>{A.painter.renderer.dispose()}}var sb={render:Px};export{sb as default};
