using DevFlow.Dashboard.Otlp.Wire;
using DevFlow.Dashboard.Telemetry;
using Google.Protobuf.Collections;

namespace DevFlow.Dashboard.Otlp;

/// <summary>One object for each process that sends. Bounded: the first ones are forgotten, and are new senders if they come again.</summary>
internal sealed class SenderRegistry(DashboardOptions options, FieldReader reader)
{
    private const string UnknownService = "unknown";

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Service, string Instance), Sender> _senders = [];
    private readonly Queue<(string Service, string Instance)> _order = new();

    public Sender Get(Resource? resource)
    {
        var attributes = resource?.Attributes ?? [];
        var key = (Service: Find(attributes, "service.name"), Instance: Find(attributes, "service.instance.id"));
        if (key.Service.Length == 0)
            key.Service = UnknownService;
        lock (_gate)
        {
            if (_senders.TryGetValue(key, out var sender))
                return sender;
            if (_order.Count >= options.MaxSenders)
                _senders.Remove(_order.Dequeue());
            _order.Enqueue(key);
            return _senders[key] = new(key.Service, key.Instance) { Fields = reader.Fields(attributes) };
        }
    }

    private string Find(RepeatedField<KeyValue> attributes, string name)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Key == name)
                return reader.Name(AnyValueText.Of(attribute.Value, options.MaxNameLength));
        }

        return "";
    }
}
