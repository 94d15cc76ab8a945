namespace OciIdMapHook.Operations;

internal static class MountListCheck
{
    internal static Finding Evaluate(KernelFacts kernel) => Finding.Ok("mount-list", kernel.TellsMounts
        ? "single mounts can be asked for (listmount, statmount)"
        : "the kernel does not tell of single mounts (Linux 6.11 and newer do): the hook reads the whole mount table, which "
            + "takes longer where there are thousands of mounts");
}
