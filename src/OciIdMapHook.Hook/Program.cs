using OciIdMapHook.Hook;

return CommandLine.Run(args);
