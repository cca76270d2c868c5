using DevFlow.KnowledgeHub.Api;

namespace DevFlow.KnowledgeHub.Models;

/// <summary>AOSentry gave no answer; the message names the key to look at.</summary>
internal sealed class ModelException(ModelFault fault, string message, Exception? cause = null)
    : HubException(StatusCodes.Status503ServiceUnavailable, "Not available now", message, cause)
{
    public ModelFault Fault { get; } = fault;

    /// <summary>Whether another document would fare the same now.</summary>
    public bool IsForAll => Fault is ModelFault.Unconfigured or ModelFault.Denied or ModelFault.Busy or ModelFault.Away;
}
