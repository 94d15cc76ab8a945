# bash completion for oci-idmapctl                         -*- shell-script -*-
# The tool itself says what can follow: with verbs and options of its own version, and no list to keep up to date.

_oci_idmapctl() {
    local words candidates word="${COMP_WORDS[COMP_CWORD]}"
    words="${COMP_LINE:0:COMP_POINT}"
    candidates="$(oci-idmapctl "[suggest:${#words}]" "$words" 2>/dev/null)" || return 0
    COMPREPLY=()
    while IFS= read -r candidate; do
        [[ -n "$candidate" && "$candidate" == "$word"* ]] && COMPREPLY+=("$candidate")
    done <<<"$candidates"
    # Where the tool has nothing to say, a path can follow.
    (( ${#COMPREPLY[@]} > 0 )) || mapfile -t COMPREPLY < <(compgen -o default -- "$word")
}

complete -o filenames -F _oci_idmapctl oci-idmapctl
