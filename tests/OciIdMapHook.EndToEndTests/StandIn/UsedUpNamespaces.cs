namespace OciIdMapHook.EndToEndTests.StandIn;

public sealed class UsedUpNamespaces : StandInScenario
{
    [Test]
    public Task A_host_without_user_namespaces_to_spare_is_told_so() => Refusals.LeavesAllAsItWasAsync(
        Run.WithPins().WithSubmounts("data").With("--max-user-namespaces", "0"),
        "clone3",
        "ENOSPC",
        "raise user.max_user_namespaces");
}
