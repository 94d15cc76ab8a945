namespace OciIdMapHook.Operations;

/// <summary>The version of this tool, which is that of the hook it goes with.</summary>
public static class ToolVersion
{
    /// <summary>As <c>oci-idmap-hook --version</c> writes it.</summary>
    public static string Text { get; } = typeof(ToolVersion).Assembly.GetName().Version!.ToString(3);
}
