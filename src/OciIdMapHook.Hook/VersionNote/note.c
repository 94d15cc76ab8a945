/* The hook's version as a note in its executable (elf(5), PT_NOTE), so that whoever looks at a file need not run it to hear it.
   HOOK_VERSION is a string. */
__asm__(".pushsection .note.oci-idmap-hook, \"a\", %note\n"
        ".balign 4\n"
        ".long name_end - name_begin\n"
        ".long version_end - version_begin\n"
        ".long 1\n"
        "name_begin: .asciz \"oci-idmap-hook\"\n"
        "name_end: .balign 4\n"
        "version_begin: .ascii \"" HOOK_VERSION "\"\n"
        "version_end: .balign 4\n"
        ".popsection\n");
