using System.Text.Json;

namespace DevFlow.Secrets;

/// <summary>Who writes a chain: what a header says beyond its file.</summary>
internal sealed record AuditHeader(AuditKey Key, string Service, string Host, int ProcessId, DateTimeOffset Started)
{
    public void Write(Utf8JsonWriter json, DateTimeOffset time, string file, AuditHead? previous, AuditTail tail)
    {
        json.WriteNumber("v", AuditFormat.Version);
        json.WriteString("time", AuditFormat.Time(time));
        json.WriteString("file", file);
        json.WriteBoolean("keyed", Key.Id is not null);
        if (Key.Id is not null)
            json.WriteString("keyId", Key.Id);
        json.WriteString("service", Service);
        json.WriteString("host", Host);
        json.WriteNumber("pid", ProcessId);
        json.WriteString("started", AuditFormat.Time(Started));
        if (previous is { } head)
        {
            json.WritePropertyName("previous");
            AuditMembers.Write(json, head);
        }

        if (tail.TornLength > 0)
        {
            json.WriteNumber("torn", tail.TornLength);
            json.WriteString("tornHash", tail.TornHash);
        }
    }
}
