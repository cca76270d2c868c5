using DevFlow.Secrets;

namespace DevFlow.Cli.Injecting;

/// <summary>A piece of a template: text as it stands, or, where there is a key, a secret to be put in its place.</summary>
/// <param name="Text">The text, or how the secret is written.</param>
/// <param name="Where">Where it begins: <c>config.tpl:3:7</c>.</param>
/// <param name="Key">The key to be asked for; null for text.</param>
/// <param name="Reference">The reference, when one is written.</param>
internal sealed record TemplatePart(string Text, string Where, string? Key = null, SecretReference? Reference = null);
