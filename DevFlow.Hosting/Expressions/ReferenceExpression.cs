namespace DevFlow.Hosting.ApplicationModel;

/// <summary>
/// A text with holes that are filled when the application runs, such as <c>Host={host};Port={port}</c>. In a manifest the
/// holes stay and name what fills them.
/// </summary>
public partial class ReferenceExpression : IValueProvider, IManifestExpressionProvider, IValueWithReferences
{
    private readonly string?[] _formats;
    private readonly string[] _expressions;

    internal ReferenceExpression(string format, IReadOnlyList<(IValueProvider Provider, string Expression, string? Format)> holes)
    {
        Format = format;
        ValueProviders = [.. holes.Select(hole => hole.Provider)];
        _expressions = [.. holes.Select(hole => hole.Expression)];
        _formats = [.. holes.Select(hole => hole.Format)];
    }

    /// <summary>The text, with <c>{0}</c>, <c>{1}</c>… where the holes are.</summary>
    public string Format { get; }

    /// <summary>What fills the holes.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <summary>How a manifest names what fills the holes.</summary>
    public IReadOnlyList<string> ManifestExpressions => _expressions;

    /// <summary>How each hole is encoded: <c>uri</c>, or null for as it is.</summary>
    public IReadOnlyList<string?> StringFormats => _formats;

    /// <inheritdoc/>
    public string ValueExpression => string.Format(null, Format, _expressions);

    IEnumerable<object> IValueWithReferences.References => ValueProviders;

    /// <summary>Makes an expression from an interpolated string whose holes are parameters, endpoints or other expressions.</summary>
    /// <param name="handler">The interpolated string.</param>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.ToExpression();

    /// <summary>Makes an expression of several values with a text between them.</summary>
    internal static ReferenceExpression Join<T>(string separator, IReadOnlyList<T> values) where T : IValueProvider, IManifestExpressionProvider => new(
        string.Join(separator, values.Select((_, index) => $"{{{index}}}")),
        [.. values.Select(value => ((IValueProvider)value, value.ValueExpression, (string?)null))]);

    /// <inheritdoc/>
#pragma warning disable MA0061 // Aspire declares it without the default.
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
#pragma warning restore MA0061
    {
        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = await ValueProviders[i].GetValueAsync(cancellationToken);
            values[i] = _formats[i] is "uri" && value is not null ? Uri.EscapeDataString(value) : value;
        }

        return string.Format(null, Format, values);
    }
}
