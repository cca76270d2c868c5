using System.Text.Json;

namespace DevFlow.Secrets;

/// <summary>Writes the members of a record in the order of <see cref="AuditFormat"/>.</summary>
internal static class AuditMembers
{
    public static string KindOf(AuditRecord record) => record.Kind switch
    {
        AuditRecordKind.Reads => AuditFormat.Reads,
        AuditRecordKind.Gap => AuditFormat.Gap,
        _ => AuditFormat.Access,
    };

    public static SecretTier TierOf(string? name) =>
        Enum.GetValues<SecretTier>().FirstOrDefault(tier => SecretOutcomes.Of(tier) == name);

    public static void Write(Utf8JsonWriter json, AuditRecord record)
    {
        json.WriteString("time", AuditFormat.Time(record.Time));
        if (record.Kind is not AuditRecordKind.Access)
        {
            json.WriteString("from", AuditFormat.Time(record.From ?? record.Time));
            json.WriteString("to", AuditFormat.Time(record.To ?? record.Time));
            json.WriteNumber("count", record.Count);
        }

        if (record.Kind is AuditRecordKind.Gap)
            json.WriteBoolean("refused", record.Refused);
        if (record.Access is { } access)
            Write(json, access);
    }

    public static void Write(Utf8JsonWriter json, AuditHead head)
    {
        json.WriteStartObject();
        json.WriteString("file", head.File);
        json.WriteNumber("seq", head.Seq);
        json.WriteString("mac", head.Mac);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SecretAccess access)
    {
        json.WriteString("key", access.Key);
        json.WriteString("tier", SecretOutcomes.Of(access.Tier));
        json.WriteString("outcome", access.Outcome);
        WriteIfSet(json, "source", access.Source);
        WriteIfSet(json, "reference", access.Reference);
        if (access.Version is { } version)
            json.WriteNumber("version", version);
        WriteIfSet(json, "user", access.User);
        WriteIfSet(json, "trace", access.TraceId);
        WriteIfSet(json, "span", access.SpanId);
    }

    private static void WriteIfSet(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }
}
