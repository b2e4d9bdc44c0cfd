# One image for the web server and the workers of compose.yaml.
FROM python:3.11-slim

RUN useradd --create-home ravine && install -d -o ravine -m 700 /var/cache/ravine
WORKDIR /home/ravine/app
COPY requirements.txt requirements-cluster.txt ./
RUN pip install --no-cache-dir -r requirements-cluster.txt
COPY . .
USER ravine
# Short links and planes outlive the container where this folder does: `docker run -v ravine:/var/cache/ravine`.
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 RAVINE_CACHE=/var/cache/ravine
VOLUME /var/cache/ravine
EXPOSE 8050
CMD ["python", "app.py", "--host", "0.0.0.0"]
