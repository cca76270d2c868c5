using System.Text;
using System.Text.Json;

namespace DevFlow.Secrets;

/// <summary>A line of an audit file as it was read; see <see cref="AuditFormat"/> for the members.</summary>
internal sealed class AuditLine
{
    public long Seq { get; private set; }

    public string Prev { get; private set; } = "";

    public string Kind { get; private set; } = "";

    public string Mac { get; private set; } = "";

    public int Version { get; private set; }

    public bool Keyed { get; private set; }

    public string? KeyId { get; private set; }

    public string? Service { get; private set; }

    public string? Host { get; private set; }

    public string? File { get; private set; }

    public AuditHead? Previous { get; private set; }

    public long Torn { get; private set; }

    public string? TornHash { get; private set; }

    public long At { get; private set; }

    public string? Head { get; private set; }

    public IReadOnlyList<AuditHead> Heads { get; private set; } = [];

    public DateTimeOffset Time { get; private set; }

    public DateTimeOffset? From { get; private set; }

    public DateTimeOffset? To { get; private set; }

    public long Count { get; private set; } = 1;

    public bool Refused { get; private set; }

    public SecretAccess? Access { get; private set; }

    public bool IsHeader => Kind is AuditFormat.Header or AuditFormat.Recovered;

    /// <summary>Null when the line is no whole record.</summary>
    public static AuditLine? TryParse(ReadOnlySpan<byte> line)
    {
        try
        {
            var body = BodyOf(line);
            if (body.IsEmpty)
                return null;
            var parsed = new AuditLine { Mac = Encoding.ASCII.GetString(line.Slice(body.Length + AuditFormat.MacStart.Length, AuditFormat.MacLength)) };
            parsed.Read(line);
            return parsed.Kind.Length > 0 && parsed.Seq > 0 ? parsed : null;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What the mac is over; empty when there is no mac where it belongs.</summary>
    public static ReadOnlySpan<byte> BodyOf(ReadOnlySpan<byte> line)
    {
        var length = line.Length - AuditFormat.MacStart.Length - AuditFormat.MacLength - AuditFormat.MacEnd.Length;
        return length > 0 && line[length..].StartsWith(AuditFormat.MacStart) && line.EndsWith(AuditFormat.MacEnd) ? line[..length] : default;
    }

    /// <summary>The record, for the kinds that tell of accesses.</summary>
    public AuditRecord? ToRecord()
    {
        AuditRecordKind? kind = Kind switch
        {
            AuditFormat.Access => AuditRecordKind.Access,
            AuditFormat.Reads => AuditRecordKind.Reads,
            AuditFormat.Gap => AuditRecordKind.Gap,
            _ => null,
        };
        return kind is null
            ? null
            : new() { Kind = kind.Value, Time = Time, Access = Access, Count = Count, From = From, To = To, Refused = Refused };
    }

    private void Read(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        json.Read();
        string? key = null, tier = null, outcome = null, source = null, reference = null, user = null, trace = null, span = null;
        int? version = null;
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "seq": Seq = json.GetInt64(); break;
                case "prev": Prev = json.GetString() ?? ""; break;
                case "kind": Kind = json.GetString() ?? ""; break;
                case "v": Version = json.GetInt32(); break;
                case "time": Time = json.GetDateTimeOffset(); break;
                case "from": From = json.GetDateTimeOffset(); break;
                case "to": To = json.GetDateTimeOffset(); break;
                case "count": Count = json.GetInt64(); break;
                case "refused": Refused = json.GetBoolean(); break;
                case "file": File = json.GetString(); break;
                case "keyed": Keyed = json.GetBoolean(); break;
                case "keyId": KeyId = json.GetString(); break;
                case "service": Service = json.GetString(); break;
                case "host": Host = json.GetString(); break;
                case "previous": Previous = ReadHead(ref json); break;
                case "torn": Torn = json.GetInt64(); break;
                case "tornHash": TornHash = json.GetString(); break;
                case "at": At = json.GetInt64(); break;
                case "head": Head = json.GetString(); break;
                case "heads": Heads = ReadHeads(ref json); break;
                case "key": key = json.GetString(); break;
                case "tier": tier = json.GetString(); break;
                case "outcome": outcome = json.GetString(); break;
                case "source": source = json.GetString(); break;
                case "reference": reference = json.GetString(); break;
                case "version": version = json.GetInt32(); break;
                case "user": user = json.GetString(); break;
                case "trace": trace = json.GetString(); break;
                case "span": span = json.GetString(); break;
                default: json.Skip(); break;
            }
        }

        // Reads to the end, so that what stands behind the object is found.
        while (json.Read())
        {
        }

        if (key is not null)
        {
            Access = new()
            {
                Key = key,
                Tier = AuditMembers.TierOf(tier),
                Outcome = outcome ?? "",
                Source = source,
                Reference = reference,
                Version = version,
                User = user,
                TraceId = trace,
                SpanId = span,
            };
        }
    }

    private static List<AuditHead> ReadHeads(ref Utf8JsonReader json)
    {
        var heads = new List<AuditHead>();
        while (json.Read() && json.TokenType is JsonTokenType.StartObject)
            heads.Add(ReadHead(ref json));
        return heads;
    }

    private static AuditHead ReadHead(ref Utf8JsonReader json)
    {
        var head = new AuditHead("", 0, "");
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            head = name switch
            {
                "file" => head with { File = json.GetString() ?? "" },
                "seq" => head with { Seq = json.GetInt64() },
                "mac" => head with { Mac = json.GetString() ?? "" },
                _ => head,
            };
        }

        return head;
    }
}
