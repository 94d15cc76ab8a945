using System.Runtime.InteropServices;

// Nothing but the C library and the shim beside the assembly is ever looked for; the native executable links both.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
