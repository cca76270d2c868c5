namespace DevFlow.Hosting.ApplicationModel;

/// <summary>Something that a manifest names by an expression instead of its value.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The expression, such as <c>{postgres.bindings.tcp.port}</c>.</summary>
    string ValueExpression { get; }
}
