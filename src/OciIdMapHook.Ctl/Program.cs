using OciIdMapHook.Ctl;

return FirstProcess.IsThis ? await FirstProcess.RunAsync(args) : await CommandLine.RunAsync(args);
