using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>At which point of a container's life the hook is run.</summary>
public static class Stage
{
    /// <summary>
    /// The container is restored from a checkpoint. runc runs the hooks of its creation again then, in the middle of CRIU's work,
    /// with the status of a container whose processes are gone; crun runs none.
    /// </summary>
    public static bool IsRestore(OciState state) => state.Status == "stopped" && state.Pid > 0;

    /// <returns>Why a container with a user namespace cannot be remapped at this point; null when it can.</returns>
    public static string? FindFault(OciState state) => state.Status is "creating" or "created" or "" || IsRestore(state)
        ? null
        : $"the container's status is \"{Printable.Text(state.Status)}\"; the hook belongs to the stages createRuntime and "
            + "prestart, where it is creating or created";
}
