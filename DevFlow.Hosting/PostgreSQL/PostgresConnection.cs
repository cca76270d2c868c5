using Npgsql;

namespace DevFlow.Hosting.Local;

/// <summary>Connections for the engine's own use.</summary>
internal static class PostgresConnection
{
    /// <summary>A pooled connection would keep a killed server's socket and say nothing of the new one.</summary>
    public static NpgsqlConnection Of(string connectionString)
    {
        try
        {
            return new($"{connectionString};Pooling=false;Timeout=5;Command Timeout=5");
        }
        catch (ArgumentException)
        {
#pragma warning disable MA0054 // Not embedded: the exception quotes what follows the semicolon.
            throw new DistributedApplicationException("The connection string cannot be read. A user name or password in it may hold neither semicolon nor quote.");
#pragma warning restore MA0054
        }
    }
}
