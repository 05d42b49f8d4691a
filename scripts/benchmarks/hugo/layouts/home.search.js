{{- /* The names; beside them the stories, four in a file, and the columns of the lists. */ -}}
{{- $raw := dict "noHTMLEscape" true -}}
{{- $records := where site.RegularPages "Params.card" "!=" nil -}}
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
{{- /* A scratch grows in place; a slice would be copied for each record. */ -}}
{{- $all := newScratch -}}
{{- range $records -}}
  {{- $place := printf "%06d" .Weight -}}
  {{- range $i, $line := .Params.listed }}{{ $all.SetInMap (print $i) $place $line }}{{ end -}}
  {{- $all.SetInMap (print .Section "/id") $place .File.ContentBaseName -}}
  {{- $all.SetInMap (print .Section "/name") $place .Title -}}
  {{- $all.SetInMap (print .Section "/summary") $place .Description -}}
{{- end -}}
{{- range $kind, $list := hugo.Data.lists -}}
  {{- range slice "id" "name" "summary" -}}
    {{- $list = merge $list (dict . ($all.GetSortedMapValues (print $list.section .))) -}}
  {{- end -}}
  {{- $script := printf "(window.showcaseLists??={}).%s=%s;\n" $kind (jsonify $raw $list) -}}
  {{- $_ := (resources.FromString (printf "assets/lists/%s.js" $kind) $script).Publish -}}
{{- end -}}
{{- $names := hugo.Data.names -}}
{{- range $i, $column := slice "names" "ids" "badge" -}}
  {{- $lines := delimit ($all.GetSortedMapValues (print $i)) (cond (eq $column "badge") "" "\n") -}}
  {{- $names = merge $names (dict $column $lines) -}}
{{- end -}}
showcaseSearch.take("names",{{ jsonify $raw $names }});
