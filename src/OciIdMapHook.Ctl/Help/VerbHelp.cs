using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace OciIdMapHook.Ctl;

/// <summary>The usual help, and after it what only the verb's own help says.</summary>
internal sealed class VerbHelp(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    internal static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new VerbHelp((SynchronousCommandLineAction)option.Action!);
    }

    /// <summary>Who asks for help need not have written a right command line.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is Verb { Details: { } details })
            parseResult.InvocationConfiguration.Output.WriteLine(details);
        return code;
    }
}
