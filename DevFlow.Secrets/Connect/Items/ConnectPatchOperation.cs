using System.Text.Json;

namespace DevFlow.Secrets;

/// <summary>
/// One change to an item. Connect's form of JSON Patch addresses a field by its id (<c>/fields/{id}/value</c>), where RFC 6902 has an
/// index; only <c>add</c>, <c>remove</c> and <c>replace</c> exist.
/// </summary>
public sealed class ConnectPatchOperation
{
    private ConnectPatchOperation(string op, string path, Action<Utf8JsonWriter>? value)
    {
        Op = op;
        Path = path;
        WriteValue = value;
    }

    /// <summary><c>add</c>, <c>remove</c> or <c>replace</c>.</summary>
    public string Op { get; }

    /// <summary>What is changed.</summary>
    public string Path { get; }

    internal Action<Utf8JsonWriter>? WriteValue { get; }

    /// <summary>Replaces a text, such as <c>/title</c>.</summary>
    /// <param name="path">What is replaced.</param>
    /// <param name="value">The new text.</param>
    public static ConnectPatchOperation Replace(string path, string value) =>
        new("replace", path, writer => writer.WriteStringValue(value));

    /// <summary>Replaces the value of a field.</summary>
    /// <param name="fieldId">The field's id.</param>
    /// <param name="value">The new value.</param>
    public static ConnectPatchOperation ReplaceValue(string fieldId, ConnectSecret value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new("replace", $"{FieldPath(fieldId)}/value", writer => writer.WriteStringValue(value.Reveal()));
    }

    /// <summary>Replaces a whole field.</summary>
    /// <param name="field">The field, with its id.</param>
    public static ConnectPatchOperation ReplaceField(ConnectField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return new("replace", FieldPath(field.Id), writer => ConnectWriter.Write(writer, field));
    }

    /// <summary>Adds a field.</summary>
    /// <param name="field">The field; Connect gives it an id.</param>
    public static ConnectPatchOperation AddField(ConnectField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return new("add", "/fields", writer => ConnectWriter.Write(writer, field));
    }

    /// <summary>Adds a section, for fields that are added after it.</summary>
    /// <param name="section">The section, with its id.</param>
    public static ConnectPatchOperation AddSection(ConnectSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return new("add", "/sections", writer => ConnectWriter.Write(writer, section));
    }

    /// <summary>Removes what stands at a path.</summary>
    /// <param name="path">The path.</param>
    public static ConnectPatchOperation Remove(string path) => new("remove", path, value: null);

    /// <summary>The path of a field.</summary>
    /// <param name="fieldId">The field's id; RFC 6901 has <c>~</c> written as <c>~0</c> and <c>/</c> as <c>~1</c>.</param>
    public static string FieldPath(string fieldId)
    {
        ArgumentException.ThrowIfNullOrEmpty(fieldId);
        return $"/fields/{fieldId.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
    }

    /// <summary>The operation and the path, without the value.</summary>
    public override string ToString() => $"{Op} {Path}";
}
