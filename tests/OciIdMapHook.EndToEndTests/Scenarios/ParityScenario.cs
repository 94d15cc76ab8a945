using OciIdMapHook.EndToEndTests.Roots;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>Tests whose results make up the table of runtimes and kinds of roots.</summary>
public abstract class ParityScenario : Scenario
{
    private static readonly ParityTable Table = new();

    [TearDown]
    public void Enter_the_result_in_the_table() => Table.Add(TestContext.CurrentContext);

    [OneTimeTearDown]
    public static Task Write_the_table() => Table.WriteAsync();
}
