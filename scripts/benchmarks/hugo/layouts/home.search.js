{{- /* The names; beside them the stories, four in a file, and the columns of the lists. */ -}}
{{- $raw := dict "noHTMLEscape" true -}}
{{- $records := where site.RegularPages "Params.card" "!=" nil -}}
{{- $names := slice -}}{{- $ids := slice -}}{{- $badges := slice -}}{{- $stories := slice -}}
{{- range $records -}}
  {{- $names = $names | append (index .Params.listed 0) -}}
  {{- $ids = $ids | append (index .Params.listed 1) -}}
  {{- $badges = $badges | append (index .Params.listed 2) -}}
{{- end -}}
{{- range $pack := seq 0 (sub (math.Ceil (div (len $records) 4.0)) 1) -}}
  {{- $stories := slice -}}
  {{- range first 4 (after (mul $pack 4) $records) -}}
    {{- $parts := slice .Description -}}
    {{- with strings.TrimSpace .RawContent }}{{ $parts = $parts | append . }}{{ end -}}
    {{- range .Params.view.chapters }}{{ $parts = $parts | append .title .body }}{{ end -}}
    {{- with .Params.also }}{{ $parts = $parts | append . }}{{ end -}}
    {{- $text := replaceRE `!?\[([^\]]*)\]\([^)]*\)` "$1" (delimit $parts "\n") -}}
    {{- $stories = $stories | append (replaceRE "(?m)[*`>#|]+|^[-+] " "" $text) -}}
  {{- end -}}
  {{- $script := printf "showcaseSearch.take(\"s%d\",%s);\n" $pack (jsonify $raw $stories) -}}
  {{- $_ := (resources.FromString (printf "assets/search/%s/s%d.js" hugo.Data.names.folder $pack) $script).Publish -}}
{{- end -}}
{{- range $kind, $columns := hugo.Data.lists -}}
  {{- $id := slice -}}{{- $name := slice -}}{{- $summary := slice -}}
  {{- range where $records "Section" (strings.TrimSuffix "/" $columns.section) -}}
    {{- $id = $id | append .File.ContentBaseName -}}
    {{- $name = $name | append .Title -}}
    {{- $summary = $summary | append .Description -}}
  {{- end -}}
  {{- $list := merge $columns (dict "id" $id "name" $name "summary" $summary) -}}
  {{- $script := printf "(window.showcaseLists??={}).%s=%s;\n" $kind (jsonify $raw $list) -}}
  {{- $_ := (resources.FromString (printf "assets/lists/%s.js" $kind) $script).Publish -}}
{{- end -}}
showcaseSearch.take("names",{{ merge hugo.Data.names (dict "names" (delimit $names "\n") "ids" (delimit $ids "\n") "badge" (delimit $badges "")) | jsonify $raw }});
