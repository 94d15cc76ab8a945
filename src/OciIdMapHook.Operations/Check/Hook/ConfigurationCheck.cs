namespace OciIdMapHook.Operations;

internal static class ConfigurationCheck
{
    private const string Id = "hook-configuration";

    internal static Finding Evaluate(ConfigurationFacts configuration) => configuration switch
    {
        { Fault: { } fault } => Finding.Problem(
            Id,
            $"the hook cannot use its configuration: {fault}",
            "it refuses containers that it could have to do something with, rather than guess what it may do",
            $"mend {configuration.Path}, or remove it: without it the defaults hold"),
        { Exists: true } => Finding.Ok(Id, $"{configuration.Path} is valid"),
        _ => Finding.Ok(Id, $"the defaults hold: there is no {configuration.Path}"),
    };
}
