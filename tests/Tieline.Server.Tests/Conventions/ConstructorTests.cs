using System.Reflection;
using System.Runtime.CompilerServices;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Tests.Conventions;

/// <summary>A class that needs many others does too much. Records hold data and are not meant.</summary>
public sealed class ConstructorTests
{
    private const int Most = 7;

    [Fact]
    public void A_constructor_takes_at_most_seven_things_besides_log_and_clock() =>
        Assert.Empty(Greedy(typeof(TielineOptions).Assembly.GetTypes()));

    [Fact]
    public void A_constructor_that_takes_too_many_things_is_seen() => Assert.Equal([nameof(TakesEight)], Greedy([typeof(TakesEight), typeof(TakesSeven)]));

    private static IEnumerable<string> Greedy(IEnumerable<Type> types) =>
        types.Where(type => type is { IsClass: true, Namespace: { } space } && space.StartsWith("Tieline", StringComparison.Ordinal))
            .Where(type => type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && type.GetMethod("<Clone>$") is null)
            .Where(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(one => one.GetParameters().Count(Counts) > Most))
            .Select(type => type.Name);

    private static bool Counts(ParameterInfo parameter) => !parameter.ParameterType.IsAssignableTo(typeof(ILogger)) && !parameter.ParameterType.IsAssignableTo(typeof(Clock));

    private sealed class TakesSeven
    {
        public TakesSeven(int a, int b, int c, int d, int e, int f, int g, Clock clock, ILogger<TakesSeven> log) =>
            GC.KeepAlive((a, b, c, d, e, f, g, clock, log));
    }

    private sealed class TakesEight
    {
        public TakesEight(int a, int b, int c, int d, int e, int f, int g, int h) => GC.KeepAlive((a, b, c, d, e, f, g, h));
    }
}
