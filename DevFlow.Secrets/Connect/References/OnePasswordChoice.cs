namespace DevFlow.Secrets;

/// <summary>Picks the field, or the attached file, that a reference names within its item.</summary>
internal static class OnePasswordChoice
{
    /// <summary>The field or the file.</summary>
    /// <exception cref="ConnectException">There is none, or there are several; the message lists them, without values.</exception>
    public static (ConnectField? Field, ConnectFile? File) Pick(SecretReference reference, ConnectItem item)
    {
        var sections = reference.Section is null ? null : Sections(reference, item);
        var mayBeField = reference.Attribute is not ("content" or "size" or "name");
        var mayBeFile = reference.Attribute is not ("value" or "purpose" or "otp") && reference.SshFormat is null;
        var fields = mayBeField
            ? Candidates(item.Fields, reference.Field, sections, field => field.Section?.Id, field => field.Id, field => field.Label)
            : [];
        var files = mayBeFile
            ? Candidates(item.Files, reference.Field, sections, file => file.Section?.Id, file => file.Id, file => file.Name)
            : [];
        // Some items list an attached file among the fields too, without a value.
        if (files.Count > 0)
            fields.RemoveAll(field => "FILE".Equals(field.Type, StringComparison.OrdinalIgnoreCase));
        return (fields.Count + files.Count) switch
        {
            0 => throw None(reference, item),
            1 => (fields.SingleOrDefault(), files.SingleOrDefault()),
            _ => throw Several(reference, item, fields, files),
        };
    }

    // Ids are unique in an item and come first; a field outside of all sections is what a reference without a section means.
    private static List<T> Candidates<T>(
        IReadOnlyList<T> all, string name, HashSet<string>? sections,
        Func<T, string?> sectionOf, Func<T, string> idOf, Func<T, string?> labelOf)
    {
        List<T> scope = sections is null ? [.. all] : [.. all.Where(one => sectionOf(one) is { } id && sections.Contains(id))];
        List<T> loose = sections is null ? scope.FindAll(one => string.IsNullOrEmpty(sectionOf(one))) : scope;
        (List<T> Among, Predicate<T> Fits)[] tries =
        [
            (loose, one => idOf(one) == name),
            (scope, one => idOf(one) == name),
            (loose, one => labelOf(one) == name),
            (loose, one => name.Equals(labelOf(one), StringComparison.OrdinalIgnoreCase)),
            (scope, one => labelOf(one) == name),
            (scope, one => name.Equals(labelOf(one), StringComparison.OrdinalIgnoreCase)),
        ];
        return tries.Select(attempt => attempt.Among.FindAll(attempt.Fits)).FirstOrDefault(found => found.Count > 0) ?? [];
    }

    private static HashSet<string> Sections(SecretReference reference, ConnectItem item)
    {
        var name = reference.Section!;
        IReadOnlyList<ConnectSection> all =
        [
            .. item.Sections,
            .. item.Fields.Select(field => field.Section).OfType<ConnectSection>(),
            .. item.Files.Select(file => file.Section).OfType<ConnectSection>(),
        ];
        Predicate<ConnectSection>[] tries =
        [
            section => section.Id == name,
            section => section.Label == name,
            section => name.Equals(section.Label, StringComparison.OrdinalIgnoreCase),
        ];
        var found = tries
            .Select(fits => all.Where(section => fits(section)).Select(section => section.Id).ToHashSet(StringComparer.Ordinal))
            .FirstOrDefault(ids => ids.Count > 0);
        return found ?? throw new ConnectException(
            ConnectErrorKind.NotFound, $"item '{reference.Item}' has no section '{name}'",
            $"its sections are: {List(item.Sections.Select(section => Show(section.Label, section.Id)))}");
    }

    private static ConnectException None(SecretReference reference, ConnectItem item)
    {
        var where = reference.Section is null ? $"item '{reference.Item}'" : $"section '{reference.Section}' of item '{reference.Item}'";
        var attribute = reference.Attribute is null ? "" : $" with the attribute {reference.Attribute}";
        return new ConnectException(
            ConnectErrorKind.NotFound, $"{where} has no field or file '{reference.Field}'{attribute}",
            $"it has: {List(item.Fields.Select(field => Show(field, item)).Concat(item.Files.Select(file => Show(file, item))))}");
    }

    private static ConnectException Several(
        SecretReference reference, ConnectItem item, List<ConnectField> fields, List<ConnectFile> files) => new(
        ConnectErrorKind.Ambiguous,
        $"item '{reference.Item}' has {fields.Count + files.Count} fields or files named '{reference.Field}': "
            + List(fields.Select(field => Show(field, item)).Concat(files.Select(file => Show(file, item)))),
        "write the section as well, or the id of the right one");

    private static string List(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count == 0 ? "none" : string.Join(", ", all.Take(12)) + (all.Count > 12 ? $" and {all.Count - 12} more" : "");
    }

    private static string Show(ConnectField field, ConnectItem item) => SectionName(field.Section, item) + Show(field.Label, field.Id);

    private static string Show(ConnectFile file, ConnectItem item) => SectionName(file.Section, item) + Show(file.Name, file.Id);

    private static string SectionName(ConnectSection? section, ConnectItem item)
    {
        if (section is null || section.Id.Length == 0)
            return "";
        var label = item.Sections.FirstOrDefault(known => known.Id == section.Id)?.Label ?? section.Label;
        return $"{(string.IsNullOrEmpty(label) ? section.Id : label)}/";
    }

    private static string Show(string? label, string id) => string.IsNullOrEmpty(label) || label == id ? id : $"{label} ({id})";
}
