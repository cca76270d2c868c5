namespace DevFlow.KnowledgeHub.Models;

/// <summary>Why AOSentry gave no answer.</summary>
internal enum ModelFault
{
    /// <summary>No key, or only the example.</summary>
    Unconfigured,

    /// <summary>The key is refused.</summary>
    Denied,

    /// <summary>Too many calls, or the budget is used up.</summary>
    Busy,

    /// <summary>No connection, or no answer in time.</summary>
    Away,

    /// <summary>It failed, or its answer is none.</summary>
    Broken,

    /// <summary>It will not have what was sent, however often.</summary>
    Refused,
}
