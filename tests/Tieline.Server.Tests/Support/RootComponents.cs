using System.Collections;
using System.Reflection;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Options;

namespace Tieline.Server.Tests.Support;

/// <summary>The components that a page's script may start a circuit with.</summary>
internal static class RootComponents
{
    public static IReadOnlyList<string> NamesOf(TestWorld world)
    {
        var known = world.Get<IOptions<CircuitOptions>>().Value.RootComponents.JSComponents;
        var names = (IDictionary)typeof(JSComponentConfigurationStore)
            .GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Select(field => field.GetValue(known)).First(value => value is IDictionary found && found.Keys.Cast<object>().Any(key => key is string))!;
        return [.. names.Keys.Cast<string>().Order()];
    }
}
