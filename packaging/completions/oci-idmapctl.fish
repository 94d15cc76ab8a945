# fish completion for oci-idmapctl: the tool itself says what can follow.

function __oci_idmapctl_suggestions
    set --local words (commandline --cut-at-cursor)
    oci-idmapctl "[suggest:"(string length -- "$words")"]" "$words" 2>/dev/null
end

complete --command oci-idmapctl --arguments '(__oci_idmapctl_suggestions)'
