using OciIdMapHook.Hook;
using OciIdMapHook.Linux;

ThisProcess.Exit(CommandLine.Run(args));
