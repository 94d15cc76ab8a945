namespace OciIdMapHook.Operations;

internal static class SecurityObserver
{
    internal static SecurityFacts Observe() => new()
    {
        Active = KernelObserver.ReadLine("/sys/kernel/security/lsm")?.Split(',', StringSplitOptions.RemoveEmptyEntries),
        HasAppArmor = KernelObserver.ReadLine("/sys/module/apparmor/parameters/enabled") == "Y",
        AppArmorProfiles = ReadProfiles(),
        SelinuxEnforces = KernelObserver.ReadLine("/sys/fs/selinux/enforce") is { } enforces ? enforces != "0" : null,
    };

    private static string[]? ReadProfiles()
    {
        try
        {
            return File.ReadAllLines("/sys/kernel/security/apparmor/profiles");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
