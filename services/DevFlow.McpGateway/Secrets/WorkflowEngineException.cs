namespace DevFlow.McpGateway.Secrets;

internal sealed class WorkflowEngineException(string message, Exception? inner = null) : Exception(message, inner)
{
}
