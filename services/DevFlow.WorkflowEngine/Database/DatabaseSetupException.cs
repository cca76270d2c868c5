namespace DevFlow.WorkflowEngine.Database;

/// <summary>The database cannot be used as it is configured; trying again changes nothing until somebody acts.</summary>
internal sealed class DatabaseSetupException(string message) : Exception(message)
{
}
