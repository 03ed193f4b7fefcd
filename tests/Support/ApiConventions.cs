using System.Reflection;

namespace Tieline.Testing;

/// <summary>What holds for every group of operations of a client, checked by reflection. Each finding says what is wrong and how to mend it.</summary>
public static class ApiConventions
{
    public static IReadOnlyList<string> Check(Type client, IReadOnlyCollection<Type> types)
    {
        var groups = types.Where(type => type.IsClass && type.IsPublic && type.Name.EndsWith("Api", StringComparison.Ordinal)).ToList();
        return [.. groups.SelectMany(group => CheckGroup(client, group))];
    }

    private static IEnumerable<string> CheckGroup(Type client, Type group)
    {
        var property = group.Name[..^"Api".Length];
        if (client.GetProperty(property)?.PropertyType != group)
        {
            yield return $"{client.Name} has no property '{property}' of type {group.Name}. The client is the table of contents: add `public {group.Name} {property} {{ get; }}`.";
        }

        if (!group.IsSealed)
        {
            yield return $"{group.Name} is not sealed. A group is used, not inherited from.";
        }

        if (group.GetConstructors().Length > 0)
        {
            yield return $"{group.Name} has a public constructor. Only the client makes it: make the constructor internal.";
        }

        foreach (var problem in Operations(group).SelectMany(CheckOperation))
        {
            yield return problem;
        }
    }

    private static IEnumerable<MethodInfo> Operations(Type group) =>
        group.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName);

    private static IEnumerable<string> CheckOperation(MethodInfo method)
    {
        var name = $"{method.DeclaringType!.Name}.{method.Name}";
        if (!IsAsynchronous(method.ReturnType))
        {
            yield return $"{name} returns {method.ReturnType.Name}. An operation goes over the wire: return Task, Task<T> or IAsyncEnumerable<T>.";
        }

        if (!method.Name.EndsWith("Async", StringComparison.Ordinal))
        {
            yield return $"{name} does not end in 'Async'. Rename it to {method.Name}Async.";
        }

        var last = method.GetParameters().LastOrDefault();
        if (last?.ParameterType != typeof(CancellationToken) || last.Name != "cancellationToken")
        {
            yield return $"{name} does not end with a parameter `CancellationToken cancellationToken`. Whoever waits must be able to give up.";
        }
        else if (last.IsOptional)
        {
            yield return $"{name} has an optional cancellationToken. It would be forgotten: make callers give it.";
        }
    }

    private static bool IsAsynchronous(Type type) =>
        typeof(Task).IsAssignableFrom(type) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>));
}
