namespace DevFlow.Hosting.ApplicationModel;

/// <summary>A value that the application needs and that is not in its code: an input when published.</summary>
public class ParameterResource : Resource, IValueProvider, IManifestExpressionProvider
{
    private readonly Lazy<string> _value;

    /// <summary>Describes a parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="callback">Gives the value when it is first asked for; it is handed <see cref="Default"/>.</param>
    /// <param name="secret">Whether the value is to be kept out of every output. Default false.</param>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Secret = secret;
        _value = new(() => callback(Default));
    }

    /// <summary>Whether the value is to be kept out of every output.</summary>
    public bool Secret { get; }

    /// <summary>Where the value comes from when nobody sets it; null when somebody must.</summary>
    public ParameterDefault? Default { get; set; }

    /// <summary>What the value is for, to the person who is asked for it; null when nothing is said.</summary>
    public string? Description { get; set; }

    /// <summary>Whether <see cref="Description"/> is Markdown. Default false.</summary>
    public bool EnableDescriptionMarkdown { get; set; }

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Name}.value}}";

    /// <summary>The value, if somebody has asked for it.</summary>
    internal string? ValueIfKnown => _value.IsValueCreated ? _value.Value : null;

    /// <inheritdoc/>
#pragma warning disable MA0061 // Aspire declares it without the default.
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(_value.Value);
#pragma warning restore MA0061
}
