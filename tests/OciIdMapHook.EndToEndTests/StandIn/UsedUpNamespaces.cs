namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>The limit holds for the whole machine, for the milliseconds that the hook runs: nothing else may run beside it.</summary>
[NonParallelizable]
public sealed class UsedUpNamespaces : StandInScenario
{
    private const string Limit = "/proc/sys/user/max_user_namespaces";

    [Test]
    public async Task A_host_without_user_namespaces_to_spare_is_told_so()
    {
        var limit = await File.ReadAllTextAsync(Limit);
        try
        {
            await Refusals.LeavesAllAsItWasAsync(
                Run.WithPins().WithSubmounts("data").With("--max-user-namespaces", "0"), "clone3", "max_user_namespaces");
        }
        finally
        {
            await File.WriteAllTextAsync(Limit, limit);
        }
    }
}
