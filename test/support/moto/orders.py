"""What a test tells moto to do: POST /moto-api/order with {"order": NAME, …}; NAME is a function with `@order`."""

import json

from moto.moto_api._internal.urls import url_paths

orders = {}


def order(function):
    orders[function.__name__] = function
    return function


def obey(request, full_url, headers):
    given = json.loads(request.data)
    orders[given.pop("order")](**given)
    return 200, {}, "{}"


url_paths["{0}/moto-api/order$"] = obey
