namespace DevFlow.Secrets;

/// <summary>A value that a field of an item is to have.</summary>
/// <param name="Entry">What the catalog says of it; it has a reference.</param>
/// <param name="Value">The value.</param>
internal sealed record OnePasswordChange(CatalogEntry Entry, SecretValue Value)
{
    public SecretReference Reference => Entry.Reference!;

    /// <summary>The field that is made when there is none.</summary>
    public ConnectField NewField(ConnectSection? section) => new()
    {
        Label = Reference.Field,
        Type = Entry.IsSecret ? "CONCEALED" : "STRING",
        Value = new ConnectSecret(Value.Reveal()),
        Section = section,
    };
}
