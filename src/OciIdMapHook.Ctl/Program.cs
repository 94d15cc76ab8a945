using OciIdMapHook.Ctl;

return await CommandLine.RunAsync(args);
