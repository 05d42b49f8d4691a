window.showcaseIndex={"entries":[
{{- range $i, $page := where site.RegularPages "Params.reading" "!=" nil }}{{ if $i }},{{ end }}{{ slice (print .Section "/" .Params.id "/") .Title .Params.badge .Params.summary .Params.folded .Params.others .Params.reading | jsonify (dict "noHTMLEscape" true) }}{{ end -}}
],"simplified":{{ hugo.Data.simplified | jsonify }}};
