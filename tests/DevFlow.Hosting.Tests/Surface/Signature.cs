using System.Reflection;
using System.Runtime.CompilerServices;

namespace DevFlow.Hosting.Tests.Surface;

/// <summary>Writes types and members as the list of Aspire's signatures does.</summary>
internal static class Signature
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        return $"{type.Namespace}: {kind} {Name(type)}";
    }

    /// <summary>The class that a class extends; null for none but object.</summary>
    public static string? ClassExtendedBy(Type type) => type.BaseType is { } extended && extended != typeof(object) && extended != typeof(ValueType) ? Name(extended) : null;

    /// <summary>The class that a type extends, and the interfaces of the same library that it brings to it. Object and the like are left out.</summary>
    public static IReadOnlyList<string> BasesOf(Type type)
    {
        if (type.IsEnum)
            return [];
        var above = type.BaseType?.GetInterfaces() ?? [];
        var interfaces = type.GetInterfaces().Except(above).Where(other => IsOfSameLibrary(other, type)).Select(Name);
        return ClassExtendedBy(type) is { } extended ? [extended, .. interfaces] : [.. interfaces];
    }

    public static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<Enum>().Select(value => $"{value} = {Convert.ToInt64(value)}");
        var methods = type.GetMethods(Declared).Where(method => !method.IsSpecialName).Select(Of);
        var properties = type.GetProperties(Declared).Select(Of);
        return [.. type.GetConstructors(Declared).Select(Of), .. type.GetFields(Declared).Select(Of), .. properties, .. methods];
    }

    private static bool IsOfSameLibrary(Type other, Type type) => other.Namespace!.Split('.')[0] == type.Namespace!.Split('.')[0];

    private static string Of(FieldInfo field) => field.IsLiteral
        ? $"const {Name(field.FieldType)} {field.Name} = {Text(field.GetRawConstantValue())}"
        : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{Name(field.FieldType)} {field.Name}";

    private static string Of(ConstructorInfo constructor) => $"new({Parameters(constructor)})";

    private static string Of(PropertyInfo property)
    {
        var isStatic = property.GetMethod is { IsStatic: true } ? "static " : "";
        return $"{isStatic}{Name(property.PropertyType)} {property.Name} {{ get; {(property.SetMethod is { IsPublic: true } ? "set; " : "")}}}";
    }

    private static string Of(MethodInfo method)
    {
        var extends = method.IsDefined(typeof(ExtensionAttribute));
        var generics = method.GetGenericArguments();
        var types = generics.Length == 0 ? "" : $"<{string.Join(", ", generics.Select(Name))}>";
        var limits = string.Concat(generics.Select(Limits));
        return $"{(method.IsStatic && !extends ? "static " : "")}{Name(method.ReturnType)} {method.Name}{types}({(extends ? "this " : "")}{Parameters(method)}){limits}";
    }

    private static string Limits(Type parameter)
    {
        var attributes = parameter.GenericParameterAttributes;
        List<string> limits = [.. parameter.GetGenericParameterConstraints().Select(Name)];
        // The compiler lists the interfaces that a named one brings along as well.
        var implied = parameter.GetGenericParameterConstraints().SelectMany(constraint => constraint.GetInterfaces()).Select(Name).ToHashSet(StringComparer.Ordinal);
        limits.RemoveAll(implied.Contains);
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            limits.Insert(0, "class");
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            limits.Add("new()");
        return limits.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", limits)}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Of));

    private static string Of(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var isReference = type.IsByRef;
        type = isReference ? type.GetElementType()! : type;
        var prefix = isReference ? "ref " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var isNullable = !type.IsValueType && Nullability.Create(parameter).ReadState == NullabilityState.Nullable && !IsOpen(parameter);
        return $"{prefix}{Name(type)}{(isNullable ? "?" : "")} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Text(parameter.DefaultValue)}" : "")}";
    }

    /// <summary>A parameter of a type parameter's type may be null whenever its argument may.</summary>
    private static bool IsOpen(ParameterInfo parameter) => parameter.ParameterType.IsGenericParameter;

    private static string Text(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string text => $"\"{text}\"",
        Enum number => $"{Convert.ToInt64(number)}",
        _ => $"{value}",
    };

    private static string Name(Type type)
    {
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";
        if (type.IsGenericParameter)
            return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Name(underlying)}?";
        var name = Keyword(type) ?? (type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name.Split('`')[0]);
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private static string? Keyword(Type type) =>
        type == typeof(void) ? "void" : type == typeof(string) ? "string" : type == typeof(int) ? "int" : type == typeof(bool) ? "bool" : type == typeof(object) ? "object" : null;
}
