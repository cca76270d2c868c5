using System.Data.Common;

namespace DevFlow.ServiceDefaults;

/// <summary>
/// A fault as a log or a health report may have it. The messages of DevFlow's own exceptions are written for that; a stranger's may quote what it
/// was given, and only its type is told.
/// </summary>
public static class FaultText
{
    // Connection, login, no such database, resources, shutdown: what the server says of itself, and of no statement.
    private static readonly string[] _ofTheServer = ["08", "28", "3D", "53", "57"];

    /// <summary>What may be told.</summary>
    /// <param name="fault">The fault.</param>
    public static string Of(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault switch
        {
            DbException { SqlState: null } => fault.InnerException is System.Net.Sockets.SocketException socket ? $"{fault.Message}: {socket.Message}" : fault.Message,
            DbException { SqlState: { } state } => _ofTheServer.Any(of => state.StartsWith(of, StringComparison.Ordinal)) ? fault.Message : $"{fault.GetType().Name} {state}",
            _ => fault.GetType().Assembly.GetName().Name?.StartsWith("DevFlow.", StringComparison.Ordinal) is true ? fault.Message : fault.GetType().Name,
        };
    }
}
