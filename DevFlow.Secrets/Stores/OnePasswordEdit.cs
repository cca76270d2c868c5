namespace DevFlow.Secrets;

/// <summary>Works out which operations give an item's fields their values. Fields are found as reading finds them.</summary>
internal sealed class OnePasswordEdit(ConnectItem item)
{
    private readonly Dictionary<string, ConnectSection> _newSections = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ConnectPatchOperation> _operations = [];

    public static ConnectSection NewSection(string label) => new() { Id = Guid.NewGuid().ToString(), Label = label };

    public IReadOnlyList<ConnectPatchOperation> Set(IEnumerable<OnePasswordChange> changes)
    {
        foreach (var change in changes)
        {
            var value = new ConnectSecret(change.Value.Reveal());
            if (Find(change.Reference) is not { } field)
                _operations.Add(ConnectPatchOperation.AddField(change.NewField(SectionOf(change.Reference))));
            else if (field.Value is null || field.Value.IsEmpty)
                _operations.Add(ConnectPatchOperation.ReplaceField(field with { Value = value }));
            else if (field.Value.Reveal() != value.Reveal())
                _operations.Add(ConnectPatchOperation.ReplaceValue(field.Id, value));
        }

        return _operations;
    }

    public IReadOnlyList<ConnectPatchOperation> Remove(IEnumerable<SecretReference> references)
    {
        foreach (var field in references.Distinct().Select(Find).OfType<ConnectField>())
        {
            // What belongs to the item's category cannot go, only be emptied.
            if (string.IsNullOrEmpty(field.Purpose))
                _operations.Add(ConnectPatchOperation.Remove(ConnectPatchOperation.FieldPath(field.Id)));
            else if (field.Value is { IsEmpty: false })
                _operations.Add(ConnectPatchOperation.ReplaceValue(field.Id, new ConnectSecret("")));
        }

        return _operations;
    }

    public bool Holds(SecretReference reference, SecretValue value) => Find(reference)?.Value?.Reveal() == value.Reveal();

    private ConnectField? Find(SecretReference reference)
    {
        try
        {
            var (field, file) = OnePasswordChoice.Pick(reference, item);
            return file is null ? field : throw new ConnectException(
                ConnectErrorKind.Invalid, $"'{reference.Field}' of item '{reference.Item}' is an attached file, which Connect cannot change",
                "change it in 1Password, or name a field in config/secrets.yaml");
        }
        catch (ConnectException e) when (e.Kind is ConnectErrorKind.NotFound)
        {
            return null;
        }
    }

    private ConnectSection? SectionOf(SecretReference reference)
    {
        if (reference.Section is not { } name)
            return null;
        var known = item.Sections.FirstOrDefault(section => section.Id == name)
            ?? item.Sections.FirstOrDefault(section => name.Equals(section.Label, StringComparison.OrdinalIgnoreCase));
        if (known is not null || _newSections.TryGetValue(name, out known))
            return known;
        _newSections[name] = known = NewSection(name);
        _operations.Add(ConnectPatchOperation.AddSection(known));
        return known;
    }
}
