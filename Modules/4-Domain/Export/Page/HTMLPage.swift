// data table: the style and the script of the page.

/// What every page has: its style and its one script. The script touches only what the page already holds, and writes text, never markup.
enum HTMLPage {
    /// Blue and orange of the Okabe–Ito palette, which the colour-blind tell apart; hatching and words carry the same in grey print.
    static let style = """
        :root{color-scheme:light dark;--ink:#1a1a1a;--soft:#595959;--paper:#fff;--line:#d0d7de;--head:#eef3f8;--blue:#0072b2;--bar:#0072b2;--bar2:#8fbbd9;--mark:#ffe08a;--warn:#b34700;--note:#fff4e0}
        @media (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--soft:#a8b0b8;--paper:#14181c;--line:#3a434c;--head:#1f2830;--blue:#6cb8ec;--bar:#56b4e9;--bar2:#2d6486;--mark:#6b5200;--warn:#ffab66;--note:#2b2416}}
        *{box-sizing:border-box}
        body{margin:0 auto;padding:1rem;max-width:80rem;background:var(--paper);color:var(--ink);font:16px/1.5 "Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
        h1{font-size:1.4rem;margin:.2rem 0}h2{font-size:1.15rem;margin:2rem 0 .5rem}
        .lead,.legend,#count{color:var(--soft);font-size:.9rem}.lead{margin:.25rem 0}
        a{color:var(--blue)}
        form{display:flex;flex-wrap:wrap;gap:.5rem;margin:1rem 0;align-items:end}
        label{display:flex;flex-direction:column;font-size:.85rem;color:var(--soft)}
        input,select{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--soft);border-radius:.3rem;padding:.3rem .5rem;max-width:100%}
        input{width:18rem}
        
        table{border-collapse:collapse;width:100%}
        th{background:var(--head);text-align:left;border-bottom:2px solid var(--soft);padding:0;position:sticky;top:0}
        th button{font:inherit;font-weight:600;color:inherit;background:none;border:0;padding:.4rem .5rem;width:100%;text-align:inherit;cursor:pointer;white-space:nowrap}
        th span{display:none}
        th[aria-sort=ascending] button::after{content:" ▲"}th[aria-sort=descending] button::after{content:" ▼"}
        td{border-bottom:1px solid var(--line);padding:.3rem .5rem;vertical-align:top}
        td.n,th.n{text-align:right}td.n{font-variant-numeric:tabular-nums;white-space:nowrap}
        td.c{white-space:nowrap}td.d{color:var(--soft);font-size:.85rem;overflow-wrap:anywhere}
        td.n button{font:inherit;color:var(--blue);background:none;border:0;padding:0 .1rem;cursor:pointer;text-decoration:underline dotted;text-underline-offset:.2em}
        td.n button.x{color:var(--warn);font-weight:600}
        td.n button.v{font-style:italic}
        tr.e td{background:var(--note);padding:.6rem 1rem}
        blockquote{margin:.2rem 0;padding-left:.7rem;border-left:3px solid var(--blue)}
        blockquote+blockquote{margin-top:.7rem}
        blockquote.k{border-left-color:var(--warn)}
        mark{background:var(--mark);color:inherit;font-weight:600;padding:0 .1em}
        cite{display:block;font-style:normal;color:var(--soft);font-size:.85rem;overflow-wrap:anywhere}
        button:focus-visible,input:focus-visible,select:focus-visible,a:focus-visible{outline:3px solid var(--blue);outline-offset:1px}
        .charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr));gap:1rem}
        figure{margin:0;border:1px solid var(--line);border-radius:.4rem;padding:.6rem;break-inside:avoid}
        figcaption{font-size:.9rem;font-weight:600;margin-bottom:.3rem}
        svg{width:100%;height:auto;display:block}svg text{fill:var(--ink);font-size:11px}
        .b{fill:var(--bar)}.b2{fill:var(--bar2)}.h{stroke:var(--ink);stroke-width:1;stroke-dasharray:3 2}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;font-size:.9rem}dt{font-weight:600}dd{margin:0;color:var(--soft)}
        .scroll.w{overflow:auto;max-height:85vh}.w td:nth-child(2),.w th:nth-child(2){position:sticky;left:0;background:var(--paper);min-width:9rem}.w th:nth-child(2){background:var(--head);z-index:1}.w tr.e td{position:static;max-width:0}.w th button{white-space:normal}
        @media (max-width:40rem){.scroll{overflow-x:auto}.o{display:none}body{padding:.6rem}input{width:100%}label.s{width:100%}}
        @page{size:A4;margin:12mm}@page wide{size:A4 landscape;margin:10mm}
        @media print{
        :root{--ink:#000;--soft:#444;--paper:#fff;--line:#bbb;--head:#eee;--blue:#000;--bar:#0072b2;--bar2:#8fbbd9;--mark:#ddd;--warn:#000;--note:#fff}
        form,nav,.hint{display:none}body{max-width:none;padding:0;font-size:10pt;line-height:1.35}body.w,body.l{page:wide}
        table{font-size:9pt}td,th span{padding:.15rem .3rem}th{position:static}thead{display:table-header-group}tbody{break-inside:avoid}.scroll,.scroll.w{overflow:visible;max-height:none}
        /* a button stands on the first page alone, where heads are repeated */
        th button{display:none}th span{display:block;font-weight:600;white-space:nowrap}td.d,cite{font-size:8pt}.w th span{white-space:normal}
        .w table{font-size:7pt}.w td{padding:.15rem .25rem;white-space:normal}.w th:first-child,.w td.o{display:none}.w td:nth-child(2),.w th:nth-child(2){position:static;min-width:0}
        .charts{align-items:start}.b,.b2,mark,th{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """

    static let script = """
        (function(){"use strict";
        var table=document.getElementById("t"),count=document.getElementById("count"),form=document.querySelector("form");
        var rows=Array.prototype.slice.call(table.tBodies),texts=rows.map(function(b){return b.textContent.toLowerCase()});
        var search=document.getElementById("q"),selects=Array.prototype.slice.call(document.querySelectorAll("select"));
        function field(b,c){return b.rows[0].cells[c]}
        function key(b,c){var f=field(b,c),v=f.getAttribute("data-v");return v===null?f.textContent:Number(v)}
        selects.forEach(function(s){var c=Number(s.getAttribute("data-column")),seen={};
        rows.forEach(function(b){var t=field(b,c).textContent;if(t&&!Object.prototype.hasOwnProperty.call(seen,t)){seen[t]=1;var o=document.createElement("option");o.value=t;o.textContent=t;s.appendChild(o)}});
        s.addEventListener("change",filter)});
        function filter(){var words=search.value.toLowerCase().split(/\\s+/).filter(Boolean),n=0;
        rows.forEach(function(b,i){var ok=words.every(function(w){return texts[i].indexOf(w)>=0})&&selects.every(function(s){return !s.value||field(b,Number(s.getAttribute("data-column"))).textContent===s.value});
        b.hidden=!ok;if(ok)n++});
        count.textContent=n===rows.length?count.getAttribute("data-all").replace("%",n):count.getAttribute("data-some").replace("%",n).replace("#",rows.length)}
        search.addEventListener("input",filter);form.addEventListener("submit",function(e){e.preventDefault()});
        table.addEventListener("click",function(e){var b=e.target.closest("td button");if(!b)return;
        var id=b.getAttribute("aria-controls"),d=id?document.getElementById(id):b.closest("tbody").rows[1];d.hidden=!d.hidden;b.setAttribute("aria-expanded",String(!d.hidden))});
        var heads=Array.prototype.slice.call(table.tHead.rows[0].cells);
        heads.forEach(function(h,c){h.querySelector("button").addEventListener("click",function(){
        var down=h.getAttribute("aria-sort")==="ascending";heads.forEach(function(o){o.removeAttribute("aria-sort")});h.setAttribute("aria-sort",down?"descending":"ascending");
        var order=rows.map(function(b,i){return [key(b,c),i,b]});
        order.sort(function(x,y){var r=typeof x[0]==="number"?x[0]-y[0]:String(x[0]).localeCompare(String(y[0]),"zh-Hans-CN",{numeric:true});return (down?-r:r)||x[1]-y[1]});
        var all=document.createDocumentFragment();order.forEach(function(o){all.appendChild(o[2])});table.appendChild(all)})});
        document.addEventListener("keydown",function(e){if(e.key==="/"&&document.activeElement!==search){e.preventDefault();search.focus()}});
        filter()})();
        """
}
