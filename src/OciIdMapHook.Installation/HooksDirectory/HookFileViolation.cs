namespace OciIdMapHook.Installation;

/// <summary>What a violation does to a host whose engine reads the file.</summary>
public enum ViolationEffect
{
    /// <summary>The engines take the file; it is not what the schema or this hook's rules ask for.</summary>
    AgainstSchema,

    /// <summary>The engines pass over the file without a word: the hook does not run.</summary>
    HookIgnored,

    /// <summary>The engine starts no container, or no container that the hook is for.</summary>
    ContainersFail,
}

/// <summary>What a rule is about.</summary>
public enum ViolationSubject
{
    /// <summary>The file by itself.</summary>
    Document,

    /// <summary>What is at the path that it names.</summary>
    Executable,
}

/// <summary>One rule that a hooks.d file breaks.</summary>
/// <param name="Effect">What comes of it.</param>
/// <param name="Sentence">The rule, such as <c>hook.path must be absolute</c>; printable.</param>
/// <param name="Subject">What breaks it.</param>
public sealed record HookFileViolation(
    ViolationEffect Effect, string Sentence, ViolationSubject Subject = ViolationSubject.Document);
