using System.Runtime.CompilerServices;
using System.Text;

namespace DevFlow.Hosting.ApplicationModel;

public partial class ReferenceExpression
{
    /// <summary>Collects the parts of the interpolated string that makes a <see cref="ReferenceExpression"/>.</summary>
    /// <param name="literalLength">Given by the compiler.</param>
    /// <param name="formattedCount">Given by the compiler.</param>
    [InterpolatedStringHandler]
    public readonly ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _format = new(literalLength);
        private readonly List<(IValueProvider Provider, string Expression, string? Format)> _holes = new(formattedCount);

        /// <summary>Adds text.</summary>
        /// <param name="value">The text.</param>
        public void AppendLiteral(string value) => _format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

        /// <summary>Adds a text that is known now.</summary>
        /// <param name="value">The text.</param>
        public void AppendFormatted(string? value) => AppendLiteral(value ?? "");

        /// <summary>Adds a text that is known now.</summary>
        /// <param name="value">The text.</param>
        /// <param name="format"><c>uri</c> percent-encodes the text; null takes it as it is.</param>
        public void AppendFormatted(string? value, string? format = null) =>
            AppendLiteral(value is not null && format is "uri" ? Uri.EscapeDataString(value) : value ?? "");

        /// <summary>Adds a hole.</summary>
        /// <typeparam name="T">The type of what fills it.</typeparam>
        /// <param name="valueProvider">What fills it.</param>
        /// <param name="format"><c>uri</c> percent-encodes the value; null takes it as it is.</param>
        public void AppendFormatted<T>(T valueProvider, string? format = null) where T : IValueProvider, IManifestExpressionProvider
        {
            _format.Append('{').Append(_holes.Count).Append('}');
            _holes.Add((valueProvider, valueProvider.ValueExpression, format));
        }

        /// <summary>Adds a hole that a resource fills.</summary>
        /// <typeparam name="T">The resource's type; it has a value.</typeparam>
        /// <param name="valueProvider">The resource's builder.</param>
        /// <param name="format"><c>uri</c> percent-encodes the value; null takes it as it is.</param>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format = null)
            where T : IResource, IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider.Resource, format);

        internal ReferenceExpression ToExpression() => new(_format.ToString(), _holes);
    }
}
