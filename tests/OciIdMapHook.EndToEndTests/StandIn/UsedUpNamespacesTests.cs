namespace OciIdMapHook.EndToEndTests.StandIn;

public sealed class UsedUpNamespacesTests : StandInScenario
{
    private static readonly string[] Reason = ["clone3", "ENOSPC", "raise user.max_user_namespaces"];

    /// <summary>The stand-in cannot take namespaces from the host, and so from a user namespace that it makes.</summary>
    private StandInRun WithoutSpareNamespaces => Run.WithPins().WithSubmounts("data").With("--max-user-namespaces", "0");

    [Test]
    public Task A_host_without_user_namespaces_to_spare_is_told_so() => Refusals.LeavesAloneAsync(WithoutSpareNamespaces, Reason);

    [Test]
    public Task A_container_that_must_be_remapped_is_refused_there()
    {
        Bundle.MustBeRemapped();

        return Refusals.LeavesAllAsItWasAsync(WithoutSpareNamespaces, Reason);
    }
}
