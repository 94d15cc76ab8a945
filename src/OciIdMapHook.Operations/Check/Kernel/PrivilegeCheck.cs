namespace OciIdMapHook.Operations;

internal static class PrivilegeCheck
{
    internal static IEnumerable<Finding> Evaluate(KernelFacts kernel)
    {
        if (!kernel.IsPrivileged)
        {
            yield return Finding.Unknown(
                "privileges",
                "the check does not run as root",
                "what it may not do says nothing of the hook, which engines run as root",
                "run it as root");
        }
    }

    /// <summary>Something that was tried does not work: unknown where only root may do it.</summary>
    internal static Finding Failure(KernelFacts kernel, string id, string what, string why, string whatToDo) =>
        kernel.IsPrivileged
        ? Finding.Problem(id, what, why, whatToDo)
        : Finding.Unknown(id, what, why, whatToDo);
}
