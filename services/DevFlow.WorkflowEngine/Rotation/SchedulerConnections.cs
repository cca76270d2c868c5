using System.Data.Common;
using DevFlow.WorkflowEngine.Database;
using Npgsql;
using Quartz.Impl.AdoJobStore.Common;

namespace DevFlow.WorkflowEngine.Rotation;

/// <summary>Gives the scheduler connections of the platform's database, as the application login; also when that has changed.</summary>
internal sealed class SchedulerConnections(PlatformDatabase database) : IDbProvider
{
    public string ConnectionString => "";

    public DbMetadata Metadata { get; } = new DbProvider("Npgsql", "Host=localhost").Metadata;

    public DbCommand CreateCommand() => new NpgsqlCommand();

    public DbConnection CreateConnection() => database.Source.CreateConnection();

    public void Shutdown()
    {
        // The pool is not the scheduler's.
    }
}
