using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DevFlow.Secrets;

/// <summary>A JSON document written as YAML, in whose texts names stand for values.</summary>
internal sealed partial class JsonTemplate
{
    private readonly YamlNode _root;
    private readonly Dictionary<YamlText, TextTemplate> _texts = new(ReferenceEqualityComparer.Instance);

    private JsonTemplate(YamlNode root) => _root = root;

    public IEnumerable<TemplateName> Names => _texts.Values.SelectMany(text => text.Names);

    /// <summary>Reads one.</summary>
    /// <param name="root">The document.</param>
    /// <param name="readText">Reads each of its texts; null for one with which something is wrong.</param>
    public static JsonTemplate Read(YamlNode root, Func<YamlText, TextTemplate?> readText)
    {
        var template = new JsonTemplate(root);
        template.Collect(root, readText);
        return template;
    }

    /// <summary>The document with what its names stand for.</summary>
    public byte[] Fill(Func<TemplateName, string> valueOf)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(bytes);
        Write(writer, _root, valueOf);
        writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private void Collect(YamlNode node, Func<YamlText, TextTemplate?> readText)
    {
        if (node is YamlMap map)
            map.Pairs.ForEach(pair => Collect(pair.Value, readText));
        else if (node is YamlList list)
            list.Items.ForEach(item => Collect(item, readText));
        else if (node is YamlText text && readText(text) is { } template)
            _texts[text] = template;
    }

    private void Write(Utf8JsonWriter writer, YamlNode node, Func<TemplateName, string> valueOf)
    {
        switch (node)
        {
            case YamlMap map:
                writer.WriteStartObject();
                foreach (var (key, value) in map.Pairs)
                {
                    writer.WritePropertyName(key.Text);
                    Write(writer, value, valueOf);
                }

                writer.WriteEndObject();
                break;
            case YamlList list:
                writer.WriteStartArray();
                list.Items.ForEach(item => Write(writer, item, valueOf));
                writer.WriteEndArray();
                break;
            case YamlText { IsNull: true }:
                writer.WriteNullValue();
                break;
            case YamlText { IsQuoted: false } text when text.Text is "true" or "false" || Number().IsMatch(text.Text):
                writer.WriteRawValue(text.Text);
                break;
            case YamlText text:
                writer.WriteStringValue(_texts[text].Fill(valueOf));
                break;
        }
    }

    [GeneratedRegex(@"^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,17})?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
