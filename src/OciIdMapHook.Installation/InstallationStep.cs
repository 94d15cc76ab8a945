using System.Text.Json.Serialization;

namespace OciIdMapHook.Installation;

/// <summary>What became of a file.</summary>
public enum InstallationAction
{
    /// <summary>It was not there, and is now.</summary>
    [JsonStringEnumMemberName("installed")]
    Installed,

    /// <summary>What was there was not right and gave way to it.</summary>
    [JsonStringEnumMemberName("replaced")]
    Replaced,

    /// <summary>It was right and was not touched.</summary>
    [JsonStringEnumMemberName("kept")]
    Kept,

    /// <summary>It was there, and is not now.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,

    /// <summary>It was not there.</summary>
    [JsonStringEnumMemberName("absent")]
    Absent,

    /// <summary>It is another project's, or holds more than this one's, and was not touched.</summary>
    [JsonStringEnumMemberName("leftToItsOwner")]
    LeftToItsOwner,

    /// <summary>It is not put there, because a file of the administrator's decides.</summary>
    [JsonStringEnumMemberName("leftToTheAdministrator")]
    LeftToTheAdministrator,
}

/// <param name="Path">The file, as engines see it.</param>
/// <param name="Action">What became of it.</param>
public sealed record InstallationStep(string Path, InstallationAction Action);
