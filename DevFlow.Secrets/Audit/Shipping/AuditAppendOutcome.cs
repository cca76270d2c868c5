using System.Text.Json.Serialization;

namespace DevFlow.Secrets;

/// <summary>How a replica's taking of a batch ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditAppendOutcome>))]
public enum AuditAppendOutcome
{
    /// <summary>All of it is kept.</summary>
    Taken,

    /// <summary>Records before it have not come yet: send from the one behind <see cref="AuditAppended.Seq"/>.</summary>
    Gap,

    /// <summary>A line is no record or does not follow; what stands before it is kept. The rest waits in its file for a person.</summary>
    Broken,
}
